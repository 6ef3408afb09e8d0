package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.replica.ConnectionSettings;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ReplicaSettings;
import io.github.dynamodbha.sync.Cancellation;
import io.github.dynamodbha.sync.Divergence;
import io.github.dynamodbha.sync.Reconciler;
import io.github.dynamodbha.sync.SyncLimits;
import io.github.dynamodbha.sync.SyncListener;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The Java snippets of README and guide: each stands in a test as it is, and is run there. */
@WithLocalRegions
class GuideSnippetsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path THIS =
      Path.of("src/test/java/io/github/dynamodbha/table/GuideSnippetsTest.java");

  /** README has a snippet of the drop-in clients, which is run there. */
  private static final Path CLIENTS =
      Path.of("src/test/java/io/github/dynamodbha/client/ClientSnippetsTest.java");

  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void snippets_ofTheDocs_standInTests() throws IOException {
    String here = withoutSpace(Files.readString(THIS) + Files.readString(CLIENTS));
    List<String> snippets = new ArrayList<>();
    for (String page : List.of("README.md", "docs/guide.md", "docs/protocol.md", "docs/sync.md")) {
      Matcher snippet = SNIPPET.matcher(Files.readString(ROOT.resolve(page)));
      while (snippet.find()) {
        snippets.add(withoutSpace(snippet.group(1)));
      }
    }

    assertThat(snippets).hasSizeGreaterThan(5).allSatisfy(text -> assertThat(here).contains(text));
  }

  @Test
  void builder_needsNoRegionToBeUp() {
    HighlyAvailableTable table =
        HighlyAvailableTable.builder()
            .tableName("planets")
            .regions("us-east-1", "us-west-1")
            .build();

    assertThat(table.regions()).containsExactly("us-east-1", "us-west-1");
    table.close();
  }

  @Test
  void readme_calls(LocalRegions localRegions) {
    try (TwoRegions regions = new TwoRegions(localRegions).create();
        HighlyAvailableTable table = regions.builder().build()) {
      WriteResult result =
          table.put(EnhancedDocument.fromJson("{\"name\": \"Mars\", \"moons\": 2}"));
      System.out.println(result.storedIn()); // [us-east-1, us-west-1]

      Optional<EnhancedDocument> mars =
          table.get(ItemKey.of("Mars")); // the newest copy of all regions
      Map<ItemKey, EnhancedDocument> planets = table.scanAsMap(); // every live item by its key
      table.delete(ItemKey.of("Mars")); // a tombstone, which the next sync purges
      SyncReport report = table.syncRegions(); // makes the regions identical

      assertThat(result.storedIn()).hasToString("[us-east-1, us-west-1]");
      assertThat(mars).isPresent();
      assertThat(planets).containsOnlyKeys(ItemKey.of("Mars"));
      assertThat(report.counts().purged()).isEqualTo(1);
    }
  }

  @Test
  void guide_calls(LocalRegions localRegions) {
    try (TwoRegions regions = new TwoRegions(localRegions).create();
        HighlyAvailableTable table = regions.builder().build()) {
      table.put(EnhancedDocument.fromJson("{\"name\": \"Mars\", \"moons\": 2}"));
      Optional<EnhancedDocument> mars = table.get(ItemKey.of("Mars"));
      table.delete(ItemKey.of("Mars"));
      for (EnhancedDocument planet : table.scan()) {
        System.out.println(planet.toJson());
      }
      SyncReport report = table.syncRegions();

      assertThat(mars).isPresent();
      assertThat(report.complete()).isTrue();
    }
  }

  @Test
  void guide_resultsAndGrace(LocalRegions localRegions) {
    Map<String, AttributeValue> item = Map.of("name", s("Mars"));
    try (TwoRegions regions = new TwoRegions(localRegions).create();
        HighlyAvailableTable table = regions.builder().build()) {
      WriteResult result = table.put(item);
      if (!result.isReplicated()) {
        result.missedIn().forEach((region, cause) -> System.err.println(region + ": " + cause));
      }
      SyncReport report =
          table.sync(SyncOptions.builder().tombstoneGrace(Duration.ofHours(24)).build());
      if (!report.complete()) {
        System.err.println(report.toText());
      }

      assertThat(report.identical()).isTrue();
    }
  }

  @Test
  void guide_verifyAndReconciler(LocalRegions localRegions, @TempDir Path directory)
      throws IOException {
    try (TwoRegions regions = new TwoRegions(localRegions).create();
        HighlyAvailableTable table = regions.builder().build()) {
      SyncReport report = table.verify(SyncOptions.DEFAULT);
      if (!report.identical()) {
        System.err.println(report.toText());
        Files.writeString(directory.resolve("verify.html"), report.toHtml());
      }

      assertThat(directory.resolve("verify.html")).doesNotExist();
      regions.rawPut("us-east-1", Map.of("name", s("Mars")));
      try (Replica first = first(regions);
          Replica second = second(regions)) {
        assertThat(wouldRepair(first, second)).isEqualTo(1);
      }
    }
  }

  private static Replica first(TwoRegions regions) {
    URI endpoint = regions.region("us-east-1").endpoint();
    AwsCredentialsProvider credentials = regions.credentials();
    Replica first =
        new Replica(
            ReplicaSettings.builder()
                .region("us-east-1")
                .endpointOverride(endpoint)
                .tableName("planets")
                .credentialsProvider(credentials)
                .build(),
            ConnectionSettings.DEFAULT,
            Replica.Face.SYNC,
            System::nanoTime,
            new Random());
    return first;
  }

  private static Replica second(TwoRegions regions) {
    return new Replica(
        ReplicaSettings.builder()
            .region("us-west-1")
            .endpointOverride(regions.region("us-west-1").endpoint())
            .tableName("planets")
            .credentialsProvider(regions.credentials())
            .build(),
        ConnectionSettings.DEFAULT,
        Replica.Face.SYNC,
        System::nanoTime,
        new Random());
  }

  private static long wouldRepair(Replica first, Replica second) {
    Reconciler reconciler =
        new Reconciler(List.of(first, second), ItemFormat.DEFAULT, InstantSource.system());
    SyncReport report = reconciler.sync(SyncOptions.builder().dryRun(true).build());
    return report.counts().repaired();
  }

  @Test
  void sync_options(LocalRegions localRegions, @TempDir Path directory) throws IOException {
    try (TwoRegions regions = new TwoRegions(localRegions).create();
        HighlyAvailableTable table = regions.builder().build()) {
      regions.rawPut("us-east-1", Map.of("name", s("Mars")));
      Cancellation cancellation = new Cancellation(); // cancel() ends the run from any thread
      SyncOptions options =
          SyncOptions.builder()
              .tombstoneGrace(Duration.ofHours(24))
              .limits(
                  SyncLimits.DEFAULT
                      .withMaxReadUnits(2000)
                      .withMaxWriteUnits(500)
                      .withMaxCostUsd(20))
              .checkpoint(directory.resolve("planets.checkpoint"))
              .cancellation(cancellation)
              .listener(
                  new SyncListener() {
                    @Override
                    public void onDivergence(Divergence divergence) {
                      System.out.println(divergence.toJson());
                    }
                  })
              .build();
      SyncReport report = table.sync(options);
      Files.writeString(directory.resolve("sync.html"), report.toHtml());
      SyncReport proof = table.verify(SyncOptions.DEFAULT);

      assertThat(report.counts().repaired()).isEqualTo(1);
      assertThat(proof.identical()).isTrue();
    }
  }

  // As the guide shows it to a reader, for whom it is a class of its own.
  @SuppressWarnings({"ClassCanBeStatic", "UnusedVariable"})
  @Nested
  @WithLocalRegions({"us-east-1", "us-west-1"})
  class MyTest {
    @Test
    void survives(LocalRegions regions) {
      regions.region("us-east-1").inject(Fault.blackHole());
      URI endpoint = regions.region("us-west-1").endpoint(); // for your own client
      regions.region("us-east-1").heal();
    }
  }

  /** The formatter breaks lines where a page has room, so white space does not count. */
  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }
}
