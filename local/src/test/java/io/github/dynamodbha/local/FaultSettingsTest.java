package io.github.dynamodbha.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultSettingsTest {

  @Test
  void modifiers_whenFaultDoesNotTakeThem_thenRefusedWithTheCure() {
    assertThatThrownBy(() -> Fault.down().onOperation("PutItem"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContainingAll("onOperation()", "down", "use hang()");
    assertThatThrownBy(() -> Fault.blackHole().times(1))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContainingAll("times()", "black_hole", "use hang()");
    assertThatThrownBy(() -> Fault.down().after(1)).hasMessageContaining("after()");
    assertThatThrownBy(() -> Fault.down().onHit(() -> {})).hasMessageContaining("onHit()");
    assertThatThrownBy(() -> Fault.unprocessedKeys().onOperation("GetItem"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContainingAll("onOperation()", "unprocessed_keys on [BatchGetItem]");
  }

  @Test
  void modifiers_whenOutOfRange_thenRefused() {
    assertThatThrownBy(() -> Fault.hang().times(0)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> Fault.hang().after(-1)).hasMessageContaining("not -1");
    assertThatThrownBy(() -> Fault.hang().onOperation()).hasMessageContaining("PutItem");
    assertThatThrownBy(() -> Fault.latency(Duration.ofMillis(-1))).hasMessageContaining("-0.001S");
    assertThatThrownBy(() -> Fault.latency(Duration.ZERO, 1.5)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> Fault.latency(Duration.ZERO, Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void toString_whenNarrowed_thenSaysHow() {
    assertThat(Fault.latency(Duration.ofMillis(5), 0.1).onOperation("PutItem").after(2).times(3))
        .hasToString("latency PT0.005S for a share of 0.1 on [PutItem], after 2, 3 times");
    assertThat(Fault.lostReply()).hasToString("lost_reply");
  }
}
