package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.live;
import static io.github.dynamodbha.sync.TestItems.tombstone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.item.ContentDigest;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Each fault of the gate in each step of a run, which is known by its operation. One that passes
 * changes nothing of the outcome; one that lasts fails the run or skips keys, each time by name;
 * and the run after it ends with equal replicas.
 */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class SyncFaultMatrixTest {
  private static final String OLD = "2026-11-22T10:46:21";
  private static final String NEW = "2026-11-22T10:46:22";

  /** Plan, plan, scan, confirm, repair, purge. */
  private static final List<String> OPERATIONS =
      List.of(
          "DescribeTable", "DescribeTimeToLive", "Scan", "BatchGetItem", "PutItem", "DeleteItem");

  /** Without these, nothing can be compared. */
  private static final List<String> NEEDED_BY_ALL =
      List.of("DescribeTable", "DescribeTimeToLive", "Scan");

  private final LocalRegions regions;

  SyncFaultMatrixTest(LocalRegions regions) {
    this.regions = regions;
  }

  static Stream<Arguments> passingFaults() {
    List<Arguments> cases = new ArrayList<>();
    for (String operation : OPERATIONS) {
      for (int region = 0; region < 2; region++) {
        cases.add(Arguments.of(region, Fault.throttle().onOperation(operation).times(4)));
        cases.add(
            Arguments.of(region, Fault.internalServerError().onOperation(operation).times(3)));
        cases.add(Arguments.of(region, Fault.reset().onOperation(operation).times(1)));
        cases.add(Arguments.of(region, Fault.lostReply().onOperation(operation).times(4)));
      }
    }
    cases.add(Arguments.of(0, Fault.latency(Duration.ofMillis(20), 0.5)));
    cases.add(Arguments.of(1, Fault.latency(Duration.ofMillis(20))));
    cases.add(Arguments.of(0, Fault.unprocessedKeys()));
    cases.add(Arguments.of(1, Fault.unprocessedKeys().times(1)));
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void sync_whenAFaultPasses_thenEndsAsIfThereHadBeenNone(int region, Fault fault) {
    try (TestTable table = filled(TestTable.create(regions))) {
      regions.region(table.region(region)).inject(fault);
      assertDone(table, table.sync());
    }
  }

  static Stream<Fault> unansweredCalls() {
    return OPERATIONS.stream().map(operation -> Fault.hang().onOperation(operation).times(1));
  }

  @ParameterizedTest
  @MethodSource("unansweredCalls")
  void sync_whenACallIsNeverAnswered_thenEndsAsIfItHadBeen(Fault fault) {
    try (TestTable table = filled(TestTable.impatient(regions))) {
      regions.region(table.region(1)).inject(fault);
      assertDone(table, table.sync());
      assertThat(table.sleeps()).isNotEmpty();
    }
  }

  /** When the network goes away. */
  private enum Moment {
    BEFORE_THE_SCAN,
    BEFORE_THE_CONFIRMATION,
    BEFORE_THE_FIRST_REPAIR
  }

  static Stream<Arguments> outages() {
    return Stream.of(Moment.values())
        .flatMap(
            moment ->
                Stream.of(
                    Arguments.of(moment, Fault.down()), Arguments.of(moment, Fault.blackHole())));
  }

  /** What is asked again comes through: the region heals while the run waits to ask again. */
  @ParameterizedTest
  @MethodSource("outages")
  void sync_whenARegionIsAwayForAMoment_thenEndsAsIfItHadNotBeen(Moment moment, Fault fault) {
    try (TestTable table = filled(TestTable.impatient(regions))) {
      table.onSleep(duration -> regions.heal());
      SyncReport report = table.sync(injectingAt(moment, table, fault));
      assertThat(table.sleeps()).isNotEmpty();
      assertDone(table, report);
    }
  }

  static Stream<Arguments> lastingFaults() {
    List<Arguments> cases = new ArrayList<>();
    for (String operation : OPERATIONS) {
      cases.add(Arguments.of(0, operation, Fault.throttle()));
      cases.add(Arguments.of(1, operation, Fault.internalServerError()));
      cases.add(Arguments.of(0, operation, Fault.reset()));
      cases.add(Arguments.of(1, operation, Fault.lostReply()));
      cases.add(Arguments.of(0, operation, Fault.tableMissing()));
      if (!operation.equals("DescribeTimeToLive")) { // that is no more than a note
        cases.add(Arguments.of(1, operation, Fault.accessDenied()));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("lastingFaults")
  void sync_whenAFaultLasts_thenSaysWhere_andTheNextRunDoesTheRest(
      int sick, String operation, Fault fault) {
    try (TestTable table = filled(TestTable.create(regions))) {
      String region = table.region(sick);
      List<Map<String, ?>> before = List.of(table.raw(0), table.raw(1));
      regions.region(region).inject(fault.onOperation(operation));
      if (NEEDED_BY_ALL.contains(operation)) {
        assertThatExceptionOfType(SyncException.class)
            .isThrownBy(table::sync)
            .withMessageMatching("(?s).*[Rr]egion " + region + ".*");
        assertThat(List.of(table.raw(0), table.raw(1))).isEqualTo(before);
      } else {
        SyncReport report = table.sync();
        assertThat(report.complete()).as(report.toText()).isFalse();
        assertThat(report.skipped())
            .isNotEmpty()
            .allSatisfy(skipped -> assertThat(skipped.region()).isEqualTo(region))
            .allSatisfy(skipped -> assertThat(skipped.reason()).contains(": "));
        if (operation.equals("DeleteItem")) {
          assertThat(report.counts().purged()).isZero();
        }
      }
      regions.heal();
      assertThat(table.sync().complete()).isTrue();
      assertEndsEqual(table);
    }
  }

  @Test
  void sync_whenARegionIsAwayFromTheFirstRepairOn_thenReportsWhatItMissed_andTheNextRunDoesIt() {
    try (TestTable table = filled(TestTable.create(regions))) {
      SyncOptions options = injectingAt(Moment.BEFORE_THE_FIRST_REPAIR, table, Fault.down());
      SyncReport report = table.sync(options);
      assertThat(report.complete()).isFalse();
      assertThat(report.skipped()).allMatch(skipped -> skipped.region().equals("us-west-1"));
      assertThat(report.counts().purged()).isZero();
      regions.heal();
      assertThat(table.sync().complete()).isTrue();
      assertEndsEqual(table);
    }
  }

  private SyncOptions injectingAt(Moment moment, TestTable table, Fault fault) {
    SyncListener injecting =
        new SyncListener() {
          private boolean injected;

          @Override
          public void onPlan(SyncPlan plan) {
            injectIf(moment == Moment.BEFORE_THE_SCAN);
          }

          @Override
          public void onProgress(SyncProgress progress) {
            injectIf(
                moment == Moment.BEFORE_THE_CONFIRMATION
                    && progress.phase() != SyncProgress.Phase.SCAN);
          }

          @Override
          public void onDivergence(Divergence divergence) {
            injectIf(moment == Moment.BEFORE_THE_FIRST_REPAIR);
          }

          private void injectIf(boolean now) {
            if (now && !injected) {
              injected = true;
              regions.region(table.region(1)).inject(fault);
            }
          }
        };
    return SyncOptions.builder().listener(injecting).build();
  }

  /** One key of each kind, and a tombstone to purge. */
  private static TestTable filled(TestTable table) {
    table.put(0, live("east", NEW, "a"), live("stale", OLD, "x"), tombstone("gone", NEW));
    table.put(1, live("west", NEW, "b"), live("stale", NEW, "y"), tombstone("gone", NEW));
    table.put(0, live("equal", NEW, "a"));
    table.put(1, live("equal", NEW, "b"));
    return table;
  }

  private static void assertDone(TestTable table, SyncReport report) {
    assertThat(report.complete()).as(report.toText()).isTrue();
    assertThat(report.counts()).isEqualTo(new SyncCounts(5, 1, 2, 1, 1, 4, 1, 0, 0, 0, 0));
    assertEndsEqual(table);
  }

  private static void assertEndsEqual(TestTable table) {
    Map<String, AttributeValue> one = live("equal", NEW, "a");
    Map<String, AttributeValue> other = live("equal", NEW, "b");
    boolean first = ContentDigest.of(one).compareTo(ContentDigest.of(other)) > 0;
    table.assertAllHold(
        live("east", NEW, "a"),
        live("west", NEW, "b"),
        live("stale", NEW, "y"),
        first ? one : other);
    assertThat(table.verify().identical()).isTrue();
  }
}
