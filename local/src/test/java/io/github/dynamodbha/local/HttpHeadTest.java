package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HttpHeadTest {

  private static HttpHead parse(String... lines) throws IOException {
    byte[] bytes = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1);
    return HttpHead.parse(bytes, 0, bytes.length);
  }

  @Test
  void head_whenOfARequest_thenItsFieldsAreRead() throws IOException {
    HttpHead head =
        parse(
            "POST / HTTP/1.1",
            "x-AMZ-target: DynamoDBStreams_20120810.GetRecords",
            "content-LENGTH:\t12 ",
            "Expect: 100-Continue",
            "Connection: Close");
    assertThat(head.operation()).isEqualTo("GetRecords");
    assertThat(head.contentLength()).isEqualTo(12);
    assertThat(head.expectsContinue()).isTrue();
    assertThat(head.persistent()).isFalse();
    assertThat(head.chunked()).isFalse();
  }

  @Test
  void head_whenBare_thenDefaults() throws IOException {
    HttpHead head = parse("GET / HTTP/1.1");
    assertThat(head.operation()).isEmpty();
    assertThat(head.contentLength()).isEqualTo(-1);
    assertThat(head.persistent()).isTrue();
    assertThat(head.requestBody().complete()).isTrue();
    assertThat(parse("GET / HTTP/1.0").persistent()).isFalse();
  }

  @Test
  void head_whenLinesAreStrange_thenTheyAreLeftAlone() throws IOException {
    assertThat(parse("GET / HTTP/1.1", "no colon", ": no name", "x:").contentLength())
        .isEqualTo(-1);
  }

  @Test
  void contentLength_whenMalformed_thenError() {
    assertThatThrownBy(() -> parse("GET / HTTP/1.1", "Content-Length: x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("x");
    assertThatThrownBy(() -> parse("GET / HTTP/1.1", "Content-Length: -1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void status_whenMalformed_thenError() throws IOException {
    assertThat(parse("HTTP/1.1 404").status()).isEqualTo(404);
    for (String line : new String[] {"HTTP/1.1", "", "HTTP/1.1 x"}) {
      HttpHead head = parse(line);
      assertThatThrownBy(head::status).isInstanceOf(IOException.class).hasMessageContaining(line);
    }
  }
}
