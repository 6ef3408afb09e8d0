package io.github.dynamodbha.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedUseTest {
  private final AtomicInteger renewals = new AtomicInteger();
  private final SharedUse use = new SharedUse();

  private void begin() {
    use.classBegins(renewals::incrementAndGet);
  }

  private void tests(int count) {
    for (int i = 0; i < count; i++) {
      use.testBegins();
    }
  }

  @Test
  void regions_afterManyTests_areRenewedBeforeTheNextClass() {
    begin();
    tests(200);
    assertThat(renewals).hasValue(0);
    use.classEnds();

    begin();
    use.classEnds();
    begin();

    assertThat(renewals).hasValue(1);
  }

  @Test
  void regions_afterFewTests_areKept() {
    begin();
    tests(10);
    use.classEnds();
    begin();

    assertThat(renewals).hasValue(0);
  }

  @Test
  void regions_whileAnotherClassUsesThem_areKept() {
    begin();
    tests(200);
    begin();
    assertThat(renewals).hasValue(0);
    use.classEnds();
    use.classEnds();
    begin();

    assertThat(renewals).hasValue(1);
  }
}
