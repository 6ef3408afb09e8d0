package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFramingTest {

  private static final byte[] CHUNKS =
      "3\r\nabc\r\n10;name=\"v\"\r\n0123456789abcdef\r\n0\r\nA: b\r\nC:\r\n\r\nHTTP/1.1"
          .getBytes(US_ASCII);

  private static final int LENGTH = CHUNKS.length - "HTTP/1.1".length();

  @Test
  void chunkedBody_whenCutAnywhere_thenItsEndIsFound() throws IOException {
    for (int cut = 0; cut <= CHUNKS.length; cut++) {
      ChunkedBody body = new ChunkedBody();
      int first = body.take(CHUNKS, 0, cut);
      assertThat(first).isEqualTo(Math.min(cut, LENGTH));
      assertThat(body.complete()).isEqualTo(cut >= LENGTH);
      assertThat(first + body.take(CHUNKS, first, CHUNKS.length)).isEqualTo(LENGTH);
      assertThat(body.complete()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "x\r\n", "-1\r\n", "1234567890123456\r\n"})
  void chunkedBody_whenSizeIsMalformed_thenError(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    assertThatThrownBy(() -> new ChunkedBody().take(bytes, 0, bytes.length))
        .isInstanceOf(IOException.class);
  }

  @Test
  void fixedLengthBody_whenMoreFollows_thenOnlyItsOwnBytesAreTaken() {
    FixedLengthBody body = new FixedLengthBody(5);
    assertThat(body.take(CHUNKS, 0, 2)).isEqualTo(2);
    assertThat(body.complete()).isFalse();
    assertThat(body.take(CHUNKS, 2, 20)).isEqualTo(3);
    assertThat(body.complete()).isTrue();
    assertThat(new FixedLengthBody(0).complete()).isTrue();
  }
}
