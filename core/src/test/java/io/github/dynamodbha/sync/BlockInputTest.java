package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths at their bounds; whole blocks are read by the tests of the checkpoint. */
class BlockInputTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void bytes_whenAsManyAreThere_thenAreRead(int length) {
    assertThat(new BlockInput(block(length, length)).bytes()).hasSize(length);
    assertThat(new BlockInput(block(length, length)).text()).hasSize(length);
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, 4, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void bytes_whenTheLengthCanNotBe_thenAreRefused(int length) {
    assertThatExceptionOfType(BufferUnderflowException.class)
        .isThrownBy(() -> new BlockInput(block(length, 3)).bytes());
    assertThatExceptionOfType(BufferUnderflowException.class)
        .isThrownBy(() -> new BlockInput(block(length, 3)).text());
  }

  private static byte[] block(int told, int there) {
    return ByteBuffer.allocate(Integer.BYTES + there).putInt(told).array();
  }
}
