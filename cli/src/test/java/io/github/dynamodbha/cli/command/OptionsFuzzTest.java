package io.github.dynamodbha.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.fuzz.FuzzTarget;
import io.github.dynamodbha.fuzz.Fuzzing;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What is written behind an option is taken, or refused by an error of usage. */
class OptionsFuzzTest {
  private static final int RUNS = 20_000;
  private static final List<String> REGIONS = List.of("us-east-1", "us-west-1");

  private static List<byte[]> seeds(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  private static FuzzTarget converted(ITypeConverter<?> converter) {
    return input -> {
      try {
        assertThat(converter.convert(new String(input, UTF_8))).isNotNull();
      } catch (TypeConversionException refused) {
        assertThat(refused).hasMessageContaining("'");
      }
    };
  }

  @Test
  void duration_ofAnything_isTakenOrRefused() {
    Fuzzing.fuzz(
        "duration", seeds("500ms", "24h", "7d", "PT5.5S", "P1D"), RUNS, converted(new Durations()));
  }

  @Test
  void size_ofAnything_isTakenOrRefused() {
    Fuzzing.fuzz("size", seeds("65536", "64K", "256MiB", "2g", "1t"), RUNS, converted(new Sizes()));
  }

  @Test
  void number_ofAnything_isTakenOrRefused() {
    Fuzzing.fuzz("number", seeds("100", "0.5", "1e3", "0"), RUNS, converted(new AboveZero()));
  }

  @Test
  void keyAttribute_ofAnything_isTakenOrRefused() {
    Fuzzing.fuzz(
        "key-attribute",
        seeds("id", "id:N", "a:b:S"),
        RUNS,
        converted(new KeyAttribute.Converter()));
  }

  @Test
  void endpoints_ofAnything_areTakenOrRefused() {
    Fuzzing.fuzz(
        "endpoints",
        seeds("us-east-1=http://127.0.0.1:8001\nus-west-1=https://[::1]:443/x", "https://a"),
        RUNS,
        input -> {
          List<String> words = Arrays.asList(new String(input, UTF_8).split("\n"));
          try {
            Endpoints endpoints = Endpoints.of(REGIONS, words);
            assertThat(endpoints.urls().values()).allMatch(uri -> uri.getHost() != null);
          } catch (UsageException refused) {
            assertThat(refused).hasMessageContaining("--endpoint-url");
          }
        });
  }

  @Test
  void perRegion_ofAnything_isTakenOrRefused() {
    Fuzzing.fuzz(
        "per-region",
        seeds("planets", "us-east-1=planets\nus-west-1=copy", "us-east-1=\n=x"),
        RUNS,
        input -> {
          List<String> words = Arrays.asList(new String(input, UTF_8).split("\n"));
          try {
            assertThat(
                    PerRegion.of("--table-name", words, REGIONS)
                        .ofAll("--table-name", REGIONS)
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(REGIONS);
          } catch (UsageException refused) {
            assertThat(refused).hasMessageContaining("--table-name");
          }
        });
  }
}
