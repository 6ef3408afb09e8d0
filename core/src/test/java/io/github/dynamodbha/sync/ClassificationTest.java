package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.Divergence.Kind.CONFLICTING;
import static io.github.dynamodbha.sync.Divergence.Kind.MISSING;
import static io.github.dynamodbha.sync.Divergence.Kind.STALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The decision about a key, as a table. A copy is written {@code [!][+|-]STAMP:CONTENT}: {@code !}
 * past its time to live, {@code -} a tombstone, stamp {@code _} for none and {@code ?} for an
 * unusable one; {@code .} is an absent copy. An outcome is what is wrong in each region in order.
 */
class ClassificationTest {
  static Stream<Arguments> decisions() {
    return Stream.of(
        // Copies                          outcome in each region         winner, then the changes
        arguments(List.of("+1:a", "+1:a"), "in sync, held", ""),
        arguments(List.of("-1:", "-1:"), "in sync, held", ""),
        arguments(List.of(".", "."), "in sync", ""),
        arguments(List.of("+_:a", "+_:a"), "in sync, held", ""),
        arguments(List.of("+?:a", "+?:a"), "in sync, held", ""),
        arguments(List.of("+1:a", "."), "r0 wins: OK MISSING", "newer1"),
        arguments(List.of(".", "-1:"), "r1 wins: MISSING OK", "newer0"),
        arguments(List.of("+1:a", "+2:b"), "r1 wins: STALE OK", "older0"),
        arguments(List.of("-2:", "+1:a"), "r0 wins: OK STALE", "older1"),
        arguments(List.of("-1:", "+2:a"), "r1 wins: STALE OK", "older0"),
        arguments(List.of("+1:a", "+_:b"), "r0 wins: OK STALE", "older1"),
        arguments(List.of("+1:a", "-_:"), "r0 wins: OK STALE", "older1"),
        arguments(List.of("+1:a", "-1:"), "r1 wins: CONFLICTING OK", "replace0"),
        arguments(List.of("+_:a", "-_:"), "r1 wins: CONFLICTING OK", "replace0"),
        arguments(List.of("+_:a", "."), "r0 wins: OK MISSING", "absent1"),
        arguments(List.of("-_:", "."), "r0 wins: OK MISSING", "absent1"),
        arguments(List.of("+_:a", "+_:b"), "unresolved: CONFLICTING CONFLICTING", ""),
        arguments(
            List.of("+_:a", "+_:a", "+_:b", "."),
            "unresolved: CONFLICTING CONFLICTING CONFLICTING MISSING",
            ""),
        arguments(List.of("+_:a", "+_:b", "+1:c"), "r2 wins: STALE STALE OK", "older0 older1"),
        arguments(
            List.of("+_:a", "+_:b", "-_:"),
            "r2 wins: CONFLICTING CONFLICTING OK",
            "replace0 replace1"),
        arguments(List.of("+2:a", "+1:b", "."), "r0 wins: OK STALE MISSING", "older1 newer2"),
        arguments(List.of("+?:a", "+1:b"), "unusable: r0", ""),
        arguments(List.of("+?:a", "."), "unusable: r0", ""),
        arguments(List.of("+1:a", "-?:b", "+?:c"), "unusable: r1 r2", ""),
        // Past the time to live: absent, unless it is the newest.
        arguments(List.of("!+1:a", "."), "in sync", ""),
        arguments(List.of("!+1:a", "!+2:b"), "in sync", ""),
        arguments(List.of("!+1:a", "!+1:a"), "in sync", ""),
        arguments(List.of("!+?:a", "."), "in sync", ""),
        arguments(List.of("!+1:a", "+2:b"), "r1 wins: MISSING OK", "older0"),
        arguments(List.of("!+2:a", "+1:b"), "r0 wins: OK STALE", "older1"),
        arguments(List.of("!+2:a", "+1:b", "."), "r0 wins: OK STALE OK", "older1"),
        arguments(List.of("!+2:a", "+1:b", "!+1:c"), "r0 wins: OK STALE OK", "older1"),
        arguments(List.of("!+_:a", "+_:b"), "r1 wins: MISSING OK", "replace0"),
        arguments(List.of("!+_:a", "+1:b"), "r1 wins: MISSING OK", "older0"),
        arguments(
            List.of("!+_:a", "+_:b", "."), "r1 wins: MISSING OK MISSING", "replace0 absent2"));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("decisions")
  void classification(List<String> copies, String outcome, String changes) {
    Verdict verdict = Classification.of(held(copies), null);
    assertThat(outcome(verdict, copies.size())).isEqualTo(outcome);
    assertThat(changes(verdict)).isEqualTo(changes);
  }

  @Test
  void classification_whenEqualVersionsDiffer_thenTheSameCopyWinsInEveryOrder() {
    List<Held> oneWay = held(List.of("+1:a", "+1:b"));
    Verdict.Diverged first = (Verdict.Diverged) Classification.of(oneWay, null);
    Verdict.Diverged second =
        (Verdict.Diverged) Classification.of(held(List.of("+1:b", "+1:a")), null);
    assertThat(first.winner().image()).isEqualTo(second.winner().image());
    assertThat(first.affected().values()).containsExactly(CONFLICTING);
    assertThat(first.changes()).hasOnlyElementsOfType(Change.Replace.class);
  }

  @Test
  void classification_whenARegionIsPreferred_thenItWinsWhereNoCopyHasAVersion() {
    List<String> copies = List.of("+_:a", "+_:b", ".");
    assertThat(outcome(Classification.of(held(copies), "r0"), 3))
        .isEqualTo("r0 wins: OK CONFLICTING MISSING");
    assertThat(changes(Classification.of(held(copies), "r1"))).isEqualTo("replace0 absent2");
    assertThat(outcome(Classification.of(held(copies), "r2"), 3)).startsWith("unresolved");
  }

  @Test
  void classification_whenARegionIsPreferred_thenVersionsAndTombstonesStillDecide() {
    assertThat(outcome(Classification.of(held(List.of("+_:a", "+1:b")), "r0"), 2))
        .isEqualTo("r1 wins: STALE OK");
    assertThat(outcome(Classification.of(held(List.of("+_:a", "-_:")), "r0"), 2))
        .isEqualTo("r1 wins: CONFLICTING OK");
  }

  @Test
  void classification_whenWinnerIsPastItsTimeToLive_thenNotEveryReplicaHoldsItAfterwards() {
    Verdict.Diverged expired =
        (Verdict.Diverged) Classification.of(held(List.of("!-2:", "+1:b", ".")), null);
    Verdict.Diverged lasting =
        (Verdict.Diverged) Classification.of(held(List.of("-2:", "+1:b", ".")), null);
    assertThat(expired.everywhereThen()).isFalse();
    assertThat(lasting.everywhereThen()).isTrue();
  }

  @Test
  void kinds_areInOrderOfGravity() {
    assertThat(Divergence.Kind.values()).containsExactly(MISSING, STALE, CONFLICTING);
  }

  private static String outcome(Verdict verdict, int replicas) {
    if (verdict instanceof Verdict.InSync inSync) {
      return inSync.everywhere() == null ? "in sync" : "in sync, held";
    } else if (verdict instanceof Verdict.Unusable unusable) {
      return "unusable: " + String.join(" ", unusable.reasons().keySet());
    } else if (verdict instanceof Verdict.Unresolved unresolved) {
      return "unresolved: " + kinds(unresolved.affected(), replicas);
    }
    Verdict.Diverged diverged = (Verdict.Diverged) verdict;
    return diverged.winnerRegion() + " wins: " + kinds(diverged.affected(), replicas);
  }

  private static String kinds(Map<String, Divergence.Kind> affected, int replicas) {
    List<String> kinds = new ArrayList<>();
    for (int i = 0; i < replicas; i++) {
      Divergence.Kind kind = affected.get("r" + i);
      kinds.add(kind == null ? "OK" : kind.name());
    }
    return String.join(" ", kinds);
  }

  private static String changes(Verdict verdict) {
    if (!(verdict instanceof Verdict.Diverged diverged)) {
      return "";
    }
    return String.join(
        " ",
        diverged.changes().stream()
            .map(
                change ->
                    (change instanceof Change.PutIfNewer
                            ? "newer"
                            : change instanceof Change.ReplaceOlder
                                ? "older"
                                : change instanceof Change.PutIfAbsent ? "absent" : "replace")
                        + change.replica())
            .toList());
  }

  private static List<Held> held(List<String> copies) {
    List<Held> held = new ArrayList<>();
    for (int i = 0; i < copies.size(); i++) {
      String text = copies.get(i);
      boolean expired = text.startsWith("!");
      held.add(new Held("r" + i, copy(expired ? text.substring(1) : text), expired));
    }
    return held;
  }

  private static @Nullable ItemCopy copy(String text) {
    if (text.equals(".")) {
      return null;
    }
    Map<String, AttributeValue> image = new HashMap<>();
    image.put("id", AttributeValue.fromS("key"));
    if (text.charAt(0) == '-') {
      image.put("deleted", AttributeValue.fromN("1"));
    }
    switch (text.charAt(1)) {
      case '_' -> {}
      case '?' -> image.put("last_updated", AttributeValue.fromN("1"));
      default ->
          image.put("last_updated", AttributeValue.fromS("2026-11-22T10:46:2" + text.charAt(1)));
    }
    if (text.length() > 3) {
      image.put("content", AttributeValue.fromS(text.substring(3)));
    }
    return ItemCopy.of(image, KeySchema.of("id"), ItemFormat.DEFAULT);
  }
}
