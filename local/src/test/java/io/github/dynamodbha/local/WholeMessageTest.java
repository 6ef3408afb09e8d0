package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WholeMessageTest {
  private static WholeMessage read(String head, InputStream body) throws IOException {
    InputStream start = new ByteArrayInputStream(head.getBytes(ISO_8859_1));
    HttpSource source = new HttpSource(new SequenceInputStream(start, body));
    HttpHead read = Objects.requireNonNull(source.readHead());
    return WholeMessage.read(
        source, read, read.contentLength() < 0 ? new BodyUntilClose() : read.requestBody());
  }

  @Test
  void message_whenItHasABody_thenIsReadWhole() throws IOException {
    WholeMessage message =
        read(
            "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n",
            new ByteArrayInputStream("{}".getBytes(ISO_8859_1)));

    assertThat(message.body()).isEqualTo("{}");
  }

  @Test
  void message_whenItHasNoEnd_thenIsRefusedAtTheBound() {
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n\r\n", new Endless()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than " + WholeMessage.MAX_BYTES);
  }

  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return 'x';
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      Arrays.fill(into, offset, offset + length, (byte) 'x');
      return length;
    }
  }
}
