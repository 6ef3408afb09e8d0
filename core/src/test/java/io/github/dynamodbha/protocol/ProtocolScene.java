package io.github.dynamodbha.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.ScriptedRegion;
import io.github.dynamodbha.replica.ScriptedRegions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The protocols over three regions within the process, in time that a test owns. */
final class ProtocolScene {
  /** When every test begins. */
  static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

  static final ItemKey KEY = ItemKey.of("a");
  static final ItemFormat FORMAT = ItemFormat.DEFAULT;

  private static final int OUR_ID = 7;
  private static final int OTHER_ID = 9;

  final ScriptedRegions regions = new ScriptedRegions("east", "west", "south");
  final List<ReplicaItems> items = regions.items();
  final VersionClock clock =
      new VersionClock(() -> NOW.plusNanos(regions.timer().getAsLong()), OUR_ID);
  final Misses misses = new Misses();
  final Errors errors = new Errors();

  /** The exception that a protocol had its interface make. */
  static final class Told extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final transient String kind;
    final transient List<String> stored;
    final transient Map<String, Failure> failures;

    Told(String kind, String message, List<String> stored, Map<String, Failure> failures) {
      super(kind + ": " + message);
      this.kind = kind;
      this.stored = stored;
      this.failures = failures;
    }
  }

  static final class Errors implements CallErrors {
    @Override
    public RuntimeException noRegion(String message, Map<String, Failure> failures) {
      return new Told("no region", message, List.of(), failures);
    }

    @Override
    public RuntimeException notAcknowledged(
        String message, List<String> stored, Map<String, Failure> missed) {
      return new Told("not acknowledged", message, stored, missed);
    }

    @Override
    public RuntimeException outcomeUnknown(String message, Map<String, Failure> failures) {
      return new Told("unknown", message, List.of(), failures);
    }

    @Override
    public RuntimeException valuesLost(
        String message, List<String> stored, Map<String, Failure> missed) {
      return new Told("values lost", message, stored, missed);
    }
  }

  ScriptedRegion region(int index) {
    return regions.get(index);
  }

  /** Another writer's version, relative to the beginning. */
  static Version others(long secondsLater) {
    return Version.of(
        ChronoUnit.MICROS.between(Instant.EPOCH, NOW.plusSeconds(secondsLater)), OTHER_ID);
  }

  /** A live item as it is stored. */
  static Map<String, AttributeValue> live(Version version, String content) {
    return FORMAT.stamp(item(content), version);
  }

  /** An item as a caller gives it. */
  static Map<String, AttributeValue> item(String content) {
    return Map.of("id", AttributeValue.fromS("a"), "content", AttributeValue.fromS(content));
  }

  static Map<String, AttributeValue> tombstone(Version version) {
    return FORMAT.tombstone(Map.of("id", AttributeValue.fromS("a")), version);
  }

  /** An item and one attribute more. */
  static Map<String, AttributeValue> with(
      Map<String, AttributeValue> item, String name, AttributeValue value) {
    Map<String, AttributeValue> more = new HashMap<>(item);
    more.put(name, value);
    return more;
  }

  void store(int region, Map<String, AttributeValue> item) {
    region(region).table(ScriptedRegions.TABLE).store(item);
  }

  void storeEverywhere(Map<String, AttributeValue> item) {
    for (int region = 0; region < items.size(); region++) {
      store(region, item);
    }
  }

  Optional<Map<String, AttributeValue>> held(int region) {
    return region(region).table(ScriptedRegions.TABLE).item(KEY);
  }

  void assertAllHold(Map<String, AttributeValue> item) {
    for (int region = 0; region < items.size(); region++) {
      assertThat(held(region)).as("region %s", region).contains(item);
    }
  }

  void assertNoWrites() {
    assertThat(regions.all())
        .allSatisfy(region -> assertThat(region.asked(PutItemRequest.class)).isEmpty());
  }

  WriteProtocol writes(Acknowledge acknowledge) {
    return new WriteProtocol(ScriptedRegions.TABLE, items, clock, acknowledge, errors);
  }

  WriteProtocol writes() {
    return writes(Acknowledge.ONE);
  }

  ConditionalWrites conditional(Acknowledge acknowledge) {
    return new ConditionalWrites(
        ScriptedRegions.TABLE, items, clock, writes(acknowledge), misses, errors);
  }

  CompletableFuture<Written> put(String content) {
    return writes().write(image(content), null, regions.deadline());
  }

  static WriteProtocol.Image image(String content) {
    return version -> live(version, content);
  }

  /** Lets so much time pass as the longest call takes, with what comes due. */
  void passTime() {
    for (int i = 0; i < 60; i++) {
      regions.timer().advance(Duration.ofMillis(100));
    }
  }

  /** The result of a call that has ended. */
  static <T> T ended(CompletableFuture<T> call) {
    assertThat(call).isDone();
    return call.join();
  }

  /** The failure of a call that has ended. */
  static Throwable failure(CompletableFuture<?> call) {
    assertThat(call).isCompletedExceptionally();
    try {
      Object unused = call.join();
      throw new AssertionError("it has failed");
    } catch (CompletionException e) {
      return Futures.unwrap(e);
    }
  }

  /** What the protocol told of a call that has failed. */
  static Told told(CompletableFuture<?> call) {
    Throwable failure = failure(call);
    assertThat(failure).isInstanceOf(Told.class);
    return (Told) failure;
  }
}
