package io.github.dynamodbha.cli.demo;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.cli.output.RecordPrinter;
import io.github.dynamodbha.cli.progress.ProgressBars;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.TableBuilder;
import io.github.dynamodbha.table.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The demo, step by step; each step says what it does and checks what it promises. */
final class Demo {
  private static final String TABLE = "planets";

  /** Of one call. The default is 5 s; a shorter one keeps the demo short. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Of one call before anything is measured: the regions have only just started. */
  private static final Duration START_UP = Duration.ofSeconds(30);

  private static final Duration STRETCH = Duration.ofSeconds(4);

  /** A suspended region is tried again after at most this, given how short it was dark. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Deleted while the first region is dark; no planet any more, after all. */
  private static final String DELETED = "Pluto";

  /** Written while the first region is dark. */
  private static final String WRITTEN = "Makemake";

  private final Console console;
  private final OutputFormat format;
  private final boolean progress;
  private final LocalRegions regions;
  private final LocalRegion first;
  private final AwsCredentialsProvider credentials =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(LocalRegions.freshAccessKey(), "demo"));
  private final Latencies latencies = new Latencies();
  private final Story story;

  Demo(Console console, Story story, OutputFormat format, boolean progress, LocalRegions regions) {
    this.console = console;
    this.format = format;
    this.progress = progress && console.terminal().error();
    this.regions = regions;
    this.first = regions.regions().get(0);
    this.story = story;
  }

  /** Runs all steps, and returns the promises that were broken. */
  List<String> run() throws InterruptedException {
    List<String> names;
    try (HighlyAvailableTable table = open(START_UP)) {
      names = load(table);
    }
    try (HighlyAvailableTable table = open(TIMEOUT)) {
      Set<String> acknowledged = traffic(table, names);
      repair(table);
      prove(table, names, acknowledged);
    }
    summary();
    return story.broken();
  }

  private HighlyAvailableTable open(Duration timeout) {
    TableBuilder builder =
        HighlyAvailableTable.builder()
            .tableName(TABLE)
            .hashKey("name")
            .timeout(timeout)
            .credentialsProvider(credentials);
    for (LocalRegion region : regions.regions()) {
      builder.replica(r -> r.region(region.name()).endpointOverride(region.endpoint()));
    }
    return builder.build();
  }

  private List<String> load(HighlyAvailableTable table) {
    table.create(
        request ->
            request
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("name").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("name")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
    List<Map<String, AttributeValue>> items = SampleItems.load();
    // All of them, also after one that a region missed.
    List<WriteResult> results = items.stream().map(table::put).toList();
    boolean everywhere = results.stream().allMatch(WriteResult::isReplicated);
    story.say(
        "2. Table '%s' gets %d planets and moons (%s)."
            .formatted(TABLE, items.size(), SampleItems.SOURCE));
    story.check("every item is stored in both regions", everywhere);
    return items.stream()
        .map(item -> item.getOrDefault("name", AttributeValue.fromS("")).s())
        .filter(name -> !name.equals(DELETED))
        .toList();
  }

  private Set<String> traffic(HighlyAvailableTable table, List<String> names)
      throws InterruptedException {
    Traffic traffic = new Traffic(table, names, latencies);
    try {
      story.say("3. Readers and writers start, and don't stop until step 6.");
      traffic.start();
      Thread.sleep(STRETCH.toMillis());

      story.say("4. %s goes dark: packets vanish, open connections hang.".formatted(first.name()));
      traffic.enter(Phase.FIRST_CALLS);
      first.inject(Fault.blackHole());
      boolean suspended = traffic.awaitSuspension(PATIENCE);
      traffic.enter(Phase.DARK);
      story.check("the dark region is no longer waited for", suspended);
      writeInTheDark(table);
      Thread.sleep(STRETCH.toMillis());

      story.say("5. %s returns.".formatted(first.name()));
      traffic.enter(Phase.AFTER);
      first.heal();
      story.check("it is used again by itself", traffic.awaitReplication(PATIENCE));
      Thread.sleep(STRETCH.toMillis() / 2);
      traffic.stop();
      story.check(
          "no call failed, %d of them in the dark"
              .formatted(latencies.count(Phase.FIRST_CALLS) + latencies.count(Phase.DARK)),
          latencies.errors().isEmpty());
      latencies.errors().stream()
          .limit(3)
          .forEach(error -> story.say("           %s".formatted(error)));
      return traffic.acknowledged();
    } finally {
      traffic.stop();
    }
  }

  private void writeInTheDark(HighlyAvailableTable table) {
    WriteResult written =
        table.put(
            Map.of(
                "name", AttributeValue.fromS(WRITTEN),
                "kind", AttributeValue.fromS("dwarf planet"),
                "orbits", AttributeValue.fromS("Sun")));
    WriteResult deleted = table.delete(ItemKey.of(DELETED));
    story.check(
        "%s is written and %s is deleted meanwhile".formatted(WRITTEN, DELETED),
        written.missedIn().containsKey(first.name()) && !deleted.storedIn().isEmpty());
  }

  private void repair(HighlyAvailableTable table) {
    story.say("6. verify: what did %s miss?".formatted(first.name()));
    SyncReport before = table.verify(SyncOptions.DEFAULT);
    story.say(
        "   %,d of %,d keys differ: %,d missing, %,d stale."
            .formatted(
                before.counts().differing(),
                before.counts().keysCompared(),
                before.counts().missing(),
                before.counts().stale()));
    story.check("the differences are found", before.counts().differing() > 1);

    story.say("7. sync repairs them.");
    SyncReport sync = sync(table);
    story.say(
        "   %,d keys repaired, %,d tombstones removed."
            .formatted(sync.counts().repaired(), sync.counts().purged()));
    story.check(
        "every difference is repaired",
        sync.complete() && sync.counts().repaired() >= before.counts().differing());
  }

  private SyncReport sync(HighlyAvailableTable table) {
    if (!progress) {
      return table.sync(SyncOptions.DEFAULT);
    }
    try (ProgressBars bars = new ProgressBars(console, System::nanoTime)) {
      return table.sync(SyncOptions.builder().listener(bars).build());
    }
  }

  private void prove(HighlyAvailableTable table, List<String> names, Set<String> acknowledged) {
    story.say("8. verify again, and a look with the bare AWS SDK.");
    story.check("verify: identical", table.verify(SyncOptions.DEFAULT).identical());
    try (RawRegion one = new RawRegion(first, credentials);
        RawRegion other = new RawRegion(regions.regions().get(1), credentials)) {
      Map<String, Map<String, AttributeValue>> items = one.items(TABLE);
      story.check(
          "both regions hold the same %,d items, byte for byte".formatted(items.size()),
          items.equals(other.items(TABLE)));
      story.check(
          "every one of %,d acknowledged writes is there".formatted(acknowledged.size()),
          items.keySet().containsAll(acknowledged)
              && items.keySet().containsAll(names)
              && items.containsKey(WRITTEN));
      story.check(
          DELETED + " stays deleted",
          !items.containsKey(DELETED) && table.get(ItemKey.of(DELETED)).isEmpty());
    }
  }

  private void summary() {
    story.say("");
    story.say("Measured, with a timeout of %d s for a call:".formatted(TIMEOUT.toSeconds()));
    RecordPrinter.print(console, format, latencies.summary());
    story.say("");
    story.say(
        "Errors: %d. Promises broken: %d."
            .formatted(latencies.errors().size(), story.broken().size()));
  }
}
