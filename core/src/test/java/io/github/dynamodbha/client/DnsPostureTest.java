package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DnsPostureTest {
  @Test
  void warning_whenTheJdkHasNoFallback_thenNamesOneThatHas() {
    assertThat(DnsPosture.warning(17, name -> null, name -> "60"))
        .hasValueSatisfying(text -> assertThat(text).contains("JDK 17", "JDK 21 or newer"));
  }

  @Test
  void warning_whenTheFallbackIsOff_thenSaysHowToTurnItOn() {
    assertThat(DnsPosture.warning(21, name -> null, name -> null))
        .hasValueSatisfying(text -> assertThat(text).contains("-Dsun.net.inetaddr.stale.ttl="));
    assertThat(DnsPosture.warning(25, name -> "0", name -> "60")).isPresent();
    assertThat(DnsPosture.warning(25, name -> null, name -> "a day")).isPresent();
  }

  @Test
  void warning_whenTheFallbackIsOn_thenThereIsNone() {
    assertThat(DnsPosture.warning(21, name -> null, name -> "10800")).isEmpty();
    assertThat(DnsPosture.warning(21, name -> "60", name -> null)).isEmpty();
  }

  @Test
  void warning_isGivenOnce() {
    List<String> log = new ArrayList<>();
    DnsPosture posture = new DnsPosture(log::add);

    posture.warnOnce(() -> Optional.of("no fallback"));
    posture.warnOnce(() -> Optional.of("no fallback"));

    assertThat(log).containsExactly("no fallback");
  }
}
