package io.github.dynamodbha.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {
  private static final List<String> TWO = List.of("east", "west");

  @Test
  void regions_whenNotGiven_areThoseOfTheEndpoints_inOrder() {
    Endpoints endpoints = Endpoints.of(List.of(), List.of("west=http://w:1", "east=https://e"));

    assertThat(endpoints.regions()).containsExactly("west", "east");
    assertThat(endpoints.urls()).containsEntry("east", URI.create("https://e"));
  }

  @Test
  void endpoint_whenUrlHoldsAnEqualsSign_isReadWhole() {
    assertThat(Endpoints.of(TWO, List.of("east=http://e/?a=b")).urls())
        .containsEntry("east", URI.create("http://e/?a=b"));
  }

  @Test
  void bareUrl_whenThereIsOneRegion_isForThatOne() {
    assertThat(Endpoints.of(List.of("east"), List.of("http://e")).urls())
        .containsEntry("east", URI.create("http://e"));
  }

  @Test
  void bareUrl_whenThereAreSeveralRegions_saysWhatToWrite() {
    assertThatThrownBy(() -> Endpoints.of(TWO, List.of("http://e")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--endpoint-url east=URL --endpoint-url west=URL");
  }

  @Test
  void endpoint_whenItsRegionIsNotNamed_saysSo() {
    assertThatThrownBy(() -> Endpoints.of(TWO, List.of("north=http://n")))
        .hasMessageContaining("'north'")
        .hasMessageContaining("east,west");
  }

  @Test
  void endpoint_whenGivenTwice_saysSo() {
    assertThatThrownBy(() -> Endpoints.of(TWO, List.of("east=http://a", "east=http://b")))
        .hasMessageContaining("twice for region 'east'");
  }

  @Test
  void endpoint_whenNoUrl_saysHowToWriteOne() {
    assertThatThrownBy(() -> Endpoints.of(TWO, List.of("east=localhost:8000")))
        .hasMessageContaining("REGION=http://HOST:PORT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "east=http://e:70000 65535",
        "east=http://e:99999999999 65535",
        "=http://e:1 east=URL",
        "east=http://e:1,west=http://w:2 repeat",
      })
  void endpoint_whenMalformed_saysWhatToDo(String endpoint, String message) {
    assertThatThrownBy(() -> Endpoints.of(TWO, List.of(endpoint)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }
}
