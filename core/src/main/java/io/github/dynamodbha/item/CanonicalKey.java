package io.github.dynamodbha.item;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads a key's canonical form back: the other way of {@link CanonicalForm#key}. */
final class CanonicalKey {
  private CanonicalKey() {}

  /**
   * The key that has this form.
   *
   * @throws IllegalArgumentException if no key has it
   */
  static ItemKey read(byte[] bytes, int offset, int length) {
    if (offset < 0 || length < 0 || length > bytes.length - offset) {
      throw malformed(
          "bytes " + offset + " to " + ((long) offset + length) + " of " + bytes.length);
    }
    ByteBuffer form = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN);
    AttributeValue hashKey = value(form);
    @Nullable AttributeValue rangeKey = form.hasRemaining() ? value(form) : null;
    if (form.hasRemaining()) {
      throw malformed(form.remaining() + " bytes behind the range key");
    }
    return ItemKey.of(hashKey, rangeKey);
  }

  private static AttributeValue value(ByteBuffer form) {
    if (form.remaining() < 1 + Integer.BYTES) {
      throw malformed("it ends within a value's head");
    }
    byte tag = form.get();
    int length = form.getInt();
    if (length < 0 || length > form.remaining()) {
      throw malformed("a value of " + length + " bytes, of which " + form.remaining() + " follow");
    }
    byte[] value = new byte[length];
    form.get(value);
    return switch (tag) {
      case CanonicalForm.S -> AttributeValue.fromS(text(value));
      case CanonicalForm.N -> AttributeValue.fromN(number(text(value)));
      case CanonicalForm.B -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(value));
      default -> throw malformed("the type tag " + tag);
    };
  }

  private static String text(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    // The decoder puts a replacement in the place of what is no UTF-8.
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)) {
      throw malformed("a text that is no UTF-8");
    }
    return text;
  }

  private static String number(String canonical) {
    if (!CanonicalNumber.of(canonical).equals(canonical)) {
      throw malformed("a number in another spelling than the canonical one");
    }
    return CanonicalNumber.plain(canonical);
  }

  private static IllegalArgumentException malformed(String what) {
    return new IllegalArgumentException("These bytes are no key's canonical form: " + what);
  }
}
