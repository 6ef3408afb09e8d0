package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.sync.Divergence.Kind;
import org.junit.jupiter.api.Test;

class KindCountsTest {
  private static final KindCounts COUNTS = new KindCounts(1, 20, 300);

  @Test
  void total_isOfAllKinds() {
    assertThat(COUNTS.total()).isEqualTo(321);
    assertThat(KindCounts.NONE.total()).isZero();
  }

  @Test
  void of_isOfThatKind() {
    assertThat(COUNTS.of(Kind.MISSING)).isEqualTo(1);
    assertThat(COUNTS.of(Kind.STALE)).isEqualTo(20);
    assertThat(COUNTS.of(Kind.CONFLICTING)).isEqualTo(300);
  }

  @Test
  void plus_isOneMoreOfThatKind() {
    assertThat(COUNTS.plus(Kind.MISSING)).isEqualTo(new KindCounts(2, 20, 300));
    assertThat(COUNTS.plus(Kind.STALE)).isEqualTo(new KindCounts(1, 21, 300));
    assertThat(COUNTS.plus(Kind.CONFLICTING)).isEqualTo(new KindCounts(1, 20, 301));
  }
}
