package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ScriptedRegion;
import io.github.dynamodbha.replica.ScriptedRegions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Runs of sync and verify over regions within the process, in time that a test owns. */
final class SyncScene {
  /** When every run begins. */
  static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

  final ScriptedRegions regions;

  /** How long was waited for, each time. */
  final List<Duration> sleeps = new ArrayList<>();

  private final List<Replica> replicas;
  private final RandomGenerator jitter = new Random(1);

  SyncScene(String... names) {
    regions = new ScriptedRegions(names);
    replicas = regions.replicas();
  }

  ScriptedRegion region(int index) {
    return regions.get(index);
  }

  /** A version, so long before the run begins. */
  static Version version(Duration age) {
    return Version.of(ChronoUnit.MICROS.between(Instant.EPOCH, NOW.minus(age)), 7);
  }

  /** A version, so many seconds before the run begins. */
  static Version version(long secondsAgo) {
    return version(Duration.ofSeconds(secondsAgo));
  }

  /** A live item. */
  static Map<String, AttributeValue> live(String id, String version, String content) {
    return Map.of(
        "id", AttributeValue.fromS(id),
        "last_updated", AttributeValue.fromS(version),
        "content", AttributeValue.fromS(content));
  }

  static Map<String, AttributeValue> live(String id, Version version, String content) {
    return live(id, version.text(), content);
  }

  /** A live item of a foreign writer. */
  static Map<String, AttributeValue> unversioned(String id, String content) {
    return Map.of("id", AttributeValue.fromS(id), "content", AttributeValue.fromS(content));
  }

  /** A tombstone. */
  static Map<String, AttributeValue> tombstone(String id, Version version) {
    return Map.of(
        "id", AttributeValue.fromS(id),
        "last_updated", AttributeValue.fromS(version.text()),
        "deleted", AttributeValue.fromN("1"));
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

  /** Stores it in every region. */
  void storeEverywhere(Map<String, AttributeValue> item) {
    for (int region = 0; region < replicas.size(); region++) {
      store(region, item);
    }
  }

  void remove(int region, String id) {
    region(region).table(ScriptedRegions.TABLE).remove(ItemKey.of(id));
  }

  /** What the regions hold of a key. */
  List<Optional<Map<String, AttributeValue>>> held(String id) {
    return regions.all().stream()
        .map(region -> region.table(ScriptedRegions.TABLE).item(ItemKey.of(id)))
        .toList();
  }

  /** True if all hold this item. */
  boolean allHold(Map<String, AttributeValue> item) {
    return held(ScriptedRegions.KEYS.keyOf(item).hashKey().s()).stream()
        .allMatch(Optional.of(item)::equals);
  }

  /** True if none holds anything of the key. */
  boolean noneHolds(String id) {
    return held(id).stream().allMatch(Optional::isEmpty);
  }

  /** One thread, one segment after another. */
  static SyncOptions.Builder options() {
    return SyncOptions.builder().concurrency(1);
  }

  Reconciler reconciler() {
    return reconciler(PageSource::of);
  }

  Reconciler reconciler(PageSource.Factory pages) {
    return new Reconciler(
        replicas,
        ItemFormat.DEFAULT,
        () -> NOW.plusNanos(regions.timer().getAsLong()),
        regions.timer(),
        this::sleep,
        jitter,
        pages,
        concurrency -> new OneByOne());
  }

  SyncReport sync() {
    return reconciler().sync(options().build());
  }

  SyncReport verify() {
    return reconciler().verify(options().build());
  }

  private void sleep(Duration duration) {
    sleeps.add(duration);
    regions.timer().advance(duration);
  }

  private static final class OneByOne implements Workers {
    @Override
    public void run(List<Task> tasks) throws InterruptedException {
      for (Task task : tasks) {
        task.run();
      }
    }

    @Override
    public void close() {}
  }
}
