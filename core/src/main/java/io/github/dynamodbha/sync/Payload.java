package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.Version;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The bytes that the join carries along with a key's hash. Of a live item it is the key's canonical
 * form, so that most items need no bytes of their own; of a tombstone it is what a purge needs, and
 * of a suspect what the second look needs.
 */
final class Payload {
  /** Flags of a live item: the payload is its key. */
  static final byte LIVE = 0;

  /** Flags of a tombstone: the payload is from {@link #of(Tombstone)}. */
  static final byte TOMBSTONE = 1;

  /** Flags of a suspect: the payload is from {@link #of(SecondLook.Suspect)}. */
  static final byte SUSPECT = 2;

  private Payload() {}

  static byte[] of(Tombstone tombstone) {
    // A mark that is no number is BOOL true, else the item would be live.
    return new BlockOutput()
        .bytes(tombstone.key().canonical())
        .text(text(tombstone.version()))
        .text(tombstone.mark().n())
        .text(tombstone.unusable())
        .toByteArray();
  }

  static Tombstone tombstone(byte[] payload) {
    BlockInput in = new BlockInput(payload);
    ItemKey key = key(in.bytes());
    Version version = version(in.text());
    String mark = in.text();
    return new Tombstone(
        key,
        version,
        mark == null ? AttributeValue.fromBool(true) : AttributeValue.fromN(mark),
        in.text());
  }

  static byte[] of(SecondLook.Suspect suspect) {
    return new BlockOutput()
        .bytes(suspect.candidate().key().canonical())
        .text(text(suspect.firstWinner()))
        .toByteArray();
  }

  static SecondLook.Suspect suspect(byte[] payload, int segment) {
    BlockInput in = new BlockInput(payload);
    return new SecondLook.Suspect(new Candidate(key(in.bytes()), segment), version(in.text()));
  }

  /**
   * Refuses what is no payload of a live item or a tombstone.
   *
   * @throws IllegalArgumentException or a {@link java.nio.BufferUnderflowException}
   */
  static void check(byte flags, byte[] payload) {
    switch (flags) {
      case LIVE -> {
        ItemKey unused = key(payload);
      }
      case TOMBSTONE -> {
        Tombstone unused = tombstone(payload);
      }
      default -> throw new IllegalArgumentException("There is no payload with flags " + flags);
    }
  }

  /** The key of any payload. */
  static ItemKey key(byte flags, byte[] payload) {
    return key(flags == LIVE ? payload : new BlockInput(payload).bytes());
  }

  private static ItemKey key(byte[] canonical) {
    return ItemKey.ofCanonical(canonical, 0, canonical.length);
  }

  private static @Nullable String text(@Nullable Version version) {
    return version == null ? null : version.text();
  }

  /** A version that was written by {@link #text}. */
  static @Nullable Version version(@Nullable String text) {
    return text == null
        ? null
        : Version.parse(text)
            .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no version"));
  }
}
