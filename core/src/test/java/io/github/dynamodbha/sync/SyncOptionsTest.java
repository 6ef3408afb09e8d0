package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Defaults, copies and refusals of the options. */
class SyncOptionsTest {
  @Test
  void options_whenNothingIsSet_thenKeepThePerlModulesPromise() {
    SyncOptions options = SyncOptions.DEFAULT;
    assertThat(options.dryRun()).isFalse();
    assertThat(options.tombstoneGrace()).isZero();
    assertThat(options.settle()).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.preferRegion()).isNull();
    assertThat(options.listener()).isSameAs(SyncListener.NONE);
    assertThat(options.maxSampleKeys()).isEqualTo(100);
    assertThat(options.concurrency()).isEqualTo(8);
  }

  @Test
  void toBuilder_whenNothingIsChanged_thenGivesTheSameOptions() {
    SyncListener listener = new SyncListener() {};
    SyncOptions options =
        SyncOptions.builder()
            .dryRun(true)
            .tombstoneGrace(Duration.ofHours(1))
            .settle(Duration.ofSeconds(9))
            .preferRegion("us-east-1")
            .listener(listener)
            .maxSampleKeys(7)
            .concurrency(3)
            .build()
            .toBuilder()
            .build();
    assertThat(options.dryRun()).isTrue();
    assertThat(options.tombstoneGrace()).isEqualTo(Duration.ofHours(1));
    assertThat(options.settle()).isEqualTo(Duration.ofSeconds(9));
    assertThat(options.preferRegion()).isEqualTo("us-east-1");
    assertThat(options.listener()).isSameAs(listener);
    assertThat(options.maxSampleKeys()).isEqualTo(7);
    assertThat(options.concurrency()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65})
  void build_whenConcurrencyIsOutOfRange_thenIsRefused(int concurrency) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SyncOptions.builder().concurrency(concurrency).build())
        .withMessageContaining("concurrency")
        .withMessageContaining(Integer.toString(concurrency));
  }

  @Test
  void build_whenAValueIsNegative_thenIsRefused() {
    Duration negative = Duration.ofSeconds(-1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SyncOptions.builder().tombstoneGrace(negative).build())
        .withMessageContaining("tombstoneGrace");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SyncOptions.builder().settle(negative).build())
        .withMessageContaining("settle");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SyncOptions.builder().maxSampleKeys(-1).build())
        .withMessageContaining("maxSampleKeys");
  }
}
