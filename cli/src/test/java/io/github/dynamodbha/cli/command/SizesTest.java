package io.github.dynamodbha.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SizesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "65536, 65536",
    "64K, 65536",
    "64k, 65536",
    "256M, 268435456",
    "2GiB, 2147483648",
    "1T, 1099511627776"
  })
  void size_isReadInPowersOf1024(String text, long bytes) {
    assertThat(new Sizes().convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "M", "1.5G", "-1", "256MB", "1iB", "1E", "999999999999T"})
  void size_whenItCantBeRead_isRefused_withTheCure(String text) {
    assertThatThrownBy(() -> new Sizes().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("256M");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1e3", "NaN", "Infinity", "0x10", "1d", ""})
  void number_whenItIsNotAboveZero_isRefused_withTheCure(String text) {
    assertThatThrownBy(() -> new AboveZero().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("write 100 or 0.5");
  }

  @ParameterizedTest
  @CsvSource({"100, 100", "0.5, 0.5"})
  void number_whenItIsAboveZero_isRead(String text, double number) {
    assertThat(new AboveZero().convert(text)).isEqualTo(number);
  }
}
