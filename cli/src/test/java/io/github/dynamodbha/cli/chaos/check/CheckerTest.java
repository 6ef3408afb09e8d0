package io.github.dynamodbha.cli.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.cli.chaos.check.Finding.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Histories and tables made by hand: a checker that finds nothing is worth nothing. */
class CheckerTest {
  private static final String KEY = "k";

  /** What began from 8 on has no older version. */
  private static final PurgeLimit OLD = new PurgeLimit("v3", 8);

  /** In both regions, acknowledged, version 1. */
  private static final Call FIRST = write("a#0", 1, 2, "v1", "east", "west");

  /** Likewise, later, version 2. */
  private static final Call SECOND = write("a#1", 3, 4, "v2", "east", "west");

  private static Call call(
      String id,
      CallKind kind,
      long begun,
      long ended,
      Outcome outcome,
      String version,
      Set<String> in) {
    return new Call(id, kind, KEY, kind.stores() ? id : "", begun, ended, outcome, version, in, "");
  }

  private static Call write(String id, long begun, long ended, String version, String... in) {
    return call(id, CallKind.PUT, begun, ended, Outcome.ACKNOWLEDGED, version, Set.of(in));
  }

  private static Call deletion(String id, long begun, long ended, String version, String... in) {
    return call(id, CallKind.DELETE, begun, ended, Outcome.ACKNOWLEDGED, version, Set.of(in));
  }

  private static Call unknown(String id, CallKind kind, long begun) {
    return call(id, kind, begun, Call.NEVER, Outcome.UNKNOWN, "", Set.of());
  }

  private static Call read(String value, long begun, long ended) {
    return new Call(
        "r#0", CallKind.READ, KEY, value, begun, ended, Outcome.ACKNOWLEDGED, "", Set.of(), "");
  }

  private static RawItem item(Call writer, String version) {
    return new RawItem(false, version, writer.value(), writer.value() + version, true);
  }

  private static RawItem tombstone(String version) {
    return new RawItem(true, version, "", "gone " + version, true);
  }

  private static Map<String, Map<String, RawItem>> both(RawItem item) {
    return Map.of("east", Map.of(KEY, item), "west", Map.of(KEY, item));
  }

  private static Map<String, Map<String, RawItem>> nothing() {
    return Map.of("east", Map.of(), "west", Map.of());
  }

  private static void assertFound(
      List<Call> calls, Map<String, Map<String, RawItem>> tables, Kind... kinds) {
    assertThat(Checker.check(calls, tables, PurgeLimit.NONE))
        .extracting(Finding::kind)
        .containsExactly(kinds);
  }

  /** Where tombstones of less than version 3 may have been purged, which no call from 8 on has. */
  private static void assertFoundAbsent(List<Call> calls, Kind... kinds) {
    assertThat(Checker.check(calls, nothing(), OLD))
        .extracting(Finding::kind)
        .containsExactly(kinds);
  }

  @Test
  void write_whenItIsThere_thenNothingIsFound() {
    assertFound(List.of(FIRST), both(item(FIRST, "v1")));
    assertFound(List.of(FIRST, SECOND), both(item(SECOND, "v2")));
    assertFound(List.of(), nothing());
  }

  @Test
  void write_whenNothingIsLeftOfIt_thenLost() {
    assertFound(List.of(FIRST), nothing(), Kind.LOST);
  }

  @Test
  void write_whenAnOlderOneIsThere_thenLost() {
    assertFound(List.of(FIRST, SECOND), both(item(FIRST, "v1")), Kind.LOST);
  }

  @Test
  void write_whenItReportedNoVersionAndAnOlderOneIsThere_thenLost() {
    Call later = write("c#0", 3, 4, "", "west");
    Call earlier = write("c#1", 1, 2, "", "west");

    assertFound(List.of(earlier, later), both(item(earlier, "v9")), Kind.LOST);
  }

  @Test
  void write_whenAFasterClockWroteWhereItWasNotStored_thenNothingIsPromised() {
    Call fast = write("a#0", 1, 2, "v9", "east");
    Call slow = write("b#0", 3, 4, "v1", "west");

    assertFound(List.of(fast, slow), both(item(fast, "v9")));
  }

  @Test
  void write_whenTheEarlierOneInTheSameRegionHasTheGreaterVersion_thenLost() {
    Call fast = write("a#0", 1, 2, "v9", "east");
    Call slow = write("b#0", 3, 4, "v1", "east");

    assertThat(Checker.check(List.of(fast, slow), both(item(fast, "v9")), PurgeLimit.NONE))
        .extracting(Finding::kind)
        .containsOnly(Kind.LOST);
  }

  @Test
  void write_whenItRacedWithAnother_thenEitherMayWin() {
    Call other = write("b#0", 1, 9, "v0", "east", "west");

    assertFound(List.of(other, SECOND), both(item(SECOND, "v2")));
    assertFound(List.of(write("b#0", 1, 9, "v3", "east"), SECOND), both(item(other, "v3")));
  }

  @Test
  void write_whenADeletionReplacedIt_thenNothingIsFound() {
    assertFound(List.of(FIRST, deletion("b#0", 3, 4, "v2", "east")), both(tombstone("v2")));
    assertFound(List.of(FIRST, unknown("b#0", CallKind.DELETE, 3)), both(tombstone("v2")));
  }

  @Test
  void write_whenOnlyAnOlderTombstoneIsThere_thenLost() {
    Call deletion = deletion("a#1", 1, 2, "v1", "east");

    assertFound(List.of(deletion, SECOND), both(tombstone("v1")), Kind.LOST);
  }

  @Test
  void deletion_whenTheItemIsBack_thenResurrected() {
    Call deletion = deletion("b#0", 3, 4, "v2", "east");

    assertFound(List.of(FIRST, deletion), both(item(FIRST, "v1")), Kind.RESURRECTED);
  }

  @Test
  void deletion_whenAnItemOlderThanTheLastIsBack_thenResurrected() {
    Call deletion = deletion("b#0", 5, 6, "v3", "east");

    assertFound(List.of(FIRST, SECOND, deletion), both(item(FIRST, "v1")), Kind.RESURRECTED);
  }

  @Test
  void deletion_whenItReportedNoVersionAndTheItemIsBack_thenResurrected() {
    Call deletion = deletion("c#0", 3, 4, "", "east");

    assertFound(List.of(FIRST, deletion), both(item(FIRST, "v1")), Kind.RESURRECTED);
  }

  @Test
  void deletion_whenItsTombstoneIsGone_thenLost() {
    assertFound(List.of(FIRST, deletion("b#0", 3, 4, "v2", "east")), nothing(), Kind.LOST);
  }

  @Test
  void absence_whenAnOldDeletionMayHaveBeenPurged_thenNothingIsFound() {
    assertFoundAbsent(List.of(FIRST, deletion("b#0", 3, 4, "v2", "east")));
    assertFoundAbsent(List.of(FIRST, deletion("b#0", 3, 4, "", "east")));
    assertFoundAbsent(List.of(FIRST, unknown("b#0", CallKind.DELETE, 3)));
    assertFoundAbsent(List.of());
  }

  @Test
  void absence_whenTheDeletionOrWhatLostToItIsTooYoung_thenLost() {
    Call young = write("a#0", 1, 2, "v5", "east");
    assertFoundAbsent(List.of(FIRST, deletion("b#0", 3, 4, "v4", "east")), Kind.LOST);
    assertFoundAbsent(List.of(young, unknown("b#0", CallKind.DELETE, 3)), Kind.LOST);
    assertFoundAbsent(List.of(FIRST, deletion("b#0", 8, 9, "", "east")), Kind.LOST);
    assertFoundAbsent(List.of(FIRST, unknown("b#0", CallKind.DELETE, 8)), Kind.LOST);
    assertFoundAbsent(
        List.of(write("c#0", 8, 9, "", "west"), unknown("b#0", CallKind.DELETE, 3)), Kind.LOST);
  }

  @Test
  void absence_whenAWriteWonOverTheDeletion_thenLost() {
    Call deletion = deletion("b#0", 1, 2, "v1", "east");
    Call unstamped = deletion("b#0", 1, 2, "", "east");

    assertFoundAbsent(List.of(deletion, SECOND), Kind.LOST);
    assertFoundAbsent(List.of(unstamped, SECOND), Kind.LOST);
    assertFoundAbsent(List.of(FIRST, SECOND), Kind.LOST);
  }

  @Test
  void deletion_whenItWasPurgedAndTheItemIsBack_thenResurrected() {
    List<Call> calls = List.of(FIRST, deletion("b#0", 3, 4, "v2", "east"));
    assertThat(Checker.check(calls, both(item(FIRST, "v1")), OLD))
        .extracting(Finding::kind)
        .containsExactly(Kind.RESURRECTED);
  }

  @Test
  void unknownCall_whenItHappenedOrNot_thenNothingIsFound() {
    Call unknown = unknown("b#0", CallKind.PUT, 3);

    assertFound(List.of(FIRST, unknown), both(item(FIRST, "v1")));
    assertFound(List.of(FIRST, unknown), both(item(unknown, "v2")));
    assertFound(List.of(unknown), nothing());
  }

  @Test
  void unknownCall_whenItWinsWithAnOlderVersion_thenTheAcknowledgedOneIsLost() {
    Call unknown = unknown("b#0", CallKind.PUT, 3);

    assertFound(List.of(FIRST, unknown), both(item(unknown, "v0")), Kind.LOST);
  }

  @Test
  void regions_whenTheyDiffer_thenDivergent() {
    Map<String, Map<String, RawItem>> tables =
        Map.of("east", Map.of(KEY, item(FIRST, "v1")), "west", Map.of());

    assertThat(Checker.check(List.of(FIRST), tables, PurgeLimit.NONE))
        .extracting(Finding::kind)
        .contains(Kind.DIVERGENT);
    assertThat(Checker.differing(tables)).containsExactly(KEY);
    assertThat(Checker.differing(both(item(FIRST, "v1")))).isEmpty();
  }

  @Test
  void item_whenNobodyWroteIt_thenInvented() {
    assertFound(List.of(), both(item(FIRST, "v1")), Kind.INVENTED);
    assertFound(List.of(), both(tombstone("v1")), Kind.INVENTED);
  }

  @Test
  void item_whenItsPartsDoNotBelongTogether_thenInvented() {
    RawItem torn = new RawItem(false, "v1", FIRST.value(), "torn", false);

    assertFound(List.of(FIRST), both(torn), Kind.INVENTED);
  }

  @Test
  void item_whenItsVersionIsNotTheReportedOne_thenInvented() {
    assertFound(List.of(FIRST), both(item(FIRST, "v5")), Kind.INVENTED);
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "FAILED", "UNCHANGED"})
  void callWithoutEffect_whenItIsThereOrWasRead_thenInvented(Outcome outcome) {
    Call without = call("b#0", CallKind.CONDITIONAL_PUT, 3, 4, outcome, "", Set.of());

    assertFound(List.of(without), nothing());
    assertFound(List.of(without), both(item(without, "v1")), Kind.INVENTED);
    assertFound(List.of(without, read("b#0", 5, 6)), nothing(), Kind.INVENTED);
  }

  @Test
  void read_whenItIsOfTheFutureOrOfNobody_thenInvented() {
    assertFound(List.of(FIRST, read("a#0", 3, 4)), both(item(FIRST, "v1")));
    assertFound(List.of(SECOND, read("a#1", 1, 2)), both(item(SECOND, "v2")), Kind.INVENTED);
    assertFound(List.of(read("z#0", 1, 2)), nothing(), Kind.INVENTED);
  }

  @Test
  void unexpectedFailure_isFound() {
    Call broken = call("b#0", CallKind.PUT, 3, 4, Outcome.UNEXPECTED, "", Set.of());

    assertFound(List.of(broken), nothing(), Kind.UNEXPECTED);
  }

  @Test
  void purge_whenItRemovesTombstonesOnly_thenNothingIsFound() {
    assertThat(PurgeCheck.check(both(tombstone("v1")), nothing(), "v2")).isEmpty();
  }

  @Test
  void purge_whenItLeavesATombstone_thenFoundUnlessItsClockWasFast() {
    Map<String, Map<String, RawItem>> left = both(tombstone("v2"));

    assertThat(PurgeCheck.check(left, left, "v3"))
        .extracting(Finding::kind)
        .containsOnly(Kind.UNEXPECTED);
    assertThat(PurgeCheck.check(left, left, "v1")).isEmpty();
  }

  @Test
  void purge_whenItTouchesMore_thenFound() {
    RawItem live = item(FIRST, "v1");
    Map<String, Map<String, RawItem>> half = new HashMap<>(nothing());
    half.put("east", Map.of(KEY, tombstone("v1")));

    assertThat(PurgeCheck.check(both(live), nothing(), "v3"))
        .extracting(Finding::kind)
        .containsOnly(Kind.LOST);
    assertThat(PurgeCheck.check(both(tombstone("v2")), both(live), "v3"))
        .extracting(Finding::kind)
        .containsOnly(Kind.RESURRECTED);
    assertThat(PurgeCheck.check(both(tombstone("v1")), half, "v1"))
        .extracting(Finding::kind)
        .containsExactly(Kind.DIVERGENT);
  }
}
