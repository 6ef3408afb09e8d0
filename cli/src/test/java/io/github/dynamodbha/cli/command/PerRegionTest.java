package io.github.dynamodbha.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerRegionTest {
  private static final List<String> TWO = List.of("east", "west");

  private static Map<String, String> all(String... words) {
    return PerRegion.of("--table-name", List.of(words), TWO).ofAll("--table-name", TWO);
  }

  @Test
  void plainValue_isForAllRegions() {
    assertThat(all("t")).containsOnly(Map.entry("east", "t"), Map.entry("west", "t"));
  }

  @Test
  void valueOfARegion_goesBeforeThePlainOne_inAnyOrder() {
    assertThat(all("west=copy", "t"))
        .containsOnly(Map.entry("east", "t"), Map.entry("west", "copy"));
    assertThat(all("t", "west=copy")).isEqualTo(all("west=copy", "t"));
    assertThat(all("west=w", "east=e"))
        .containsOnly(Map.entry("east", "e"), Map.entry("west", "w"));
  }

  @Test
  void region_whenNothingIsSaidOfIt_hasNone() {
    PerRegion profiles = PerRegion.of("--profile", List.of("west=p"), TWO);

    assertThat(profiles.of("west")).isEqualTo("p");
    assertThat(profiles.of("east")).isNull();
    assertThatThrownBy(() -> all("west=copy"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--table-name says nothing for region 'east': add --table-name east=NAME, or"
                + " --table-name NAME for all others");
  }

  @ParameterizedTest
  @CsvSource({
    "north=t, t, is for region 'north'",
    "t, u, given twice for all regions",
    "west=t, west=u, given twice for region west",
    "t, west=, names nothing",
    "t, =u, is for region ''",
  })
  void words_whenTheyCantBeUsed_areRefused_withTheCure(String one, String other, String message) {
    assertThatThrownBy(() -> all(one, other))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--table-name")
        .hasMessageContaining(message);
  }
}
