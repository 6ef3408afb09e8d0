package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.fuzz.Fuzzing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Connections on which anything comes: each message is passed on byte for byte, or is an error. */
class HttpFuzzTest {
  private static final int RUNS = 5_000;
  private static final String POST =
      "POST / HTTP/1.1\r\nX-Amz-Target: DynamoDB_20120810.BatchGetItem\r\n";
  private static final String BATCH =
      "{\"RequestItems\":{\"t\":{\"Keys\":[{\"k\":{\"S\":\"a\"}},{\"k\":{\"N\":\"1\"}},{}],"
          + "\"ConsistentRead\":true},\"u\":{\"Keys\":[]}},\"ReturnConsumedCapacity\":\"TOTAL\"}";
  private static final String ANSWER =
      "{\"Responses\":{\"t\":[{\"k\":{\"S\":\"}\\\"\"}}]},\"UnprocessedKeys\":{\"t\":{\"Keys\":[{}]}}}";

  /** What the gate takes a connection for. */
  @FunctionalInterface
  private interface Framing {
    BodyFraming body(HttpHead head) throws IOException;
  }

  private static List<byte[]> seeds(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(ISO_8859_1)).toList();
  }

  private static String sized(String head, String body) {
    return head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  @Test
  void requests_ofAnything_arePassedOnOrRefused() {
    Fuzzing.fuzz(
        "http-requests",
        seeds(
            sized(POST, BATCH) + sized(POST, ""),
            sized(POST + "Expect: 100-continue\r\nConnection: close\r\n", "{}"),
            "GET / HTTP/1.0\r\n\r\n",
            sized("POST / HTTP/1.1\r\nCookie: " + "c".repeat(40_000) + "\r\n", "{}").repeat(2),
            POST
                + "Transfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\na\r\n0123456789\r\n0\r\nT: x\r\n\r\n"),
        RUNS,
        input -> relay(input, HttpHead::requestBody));
  }

  @Test
  void replies_ofAnything_arePassedOnOrRefused() throws IOException {
    byte[] request = sized(POST, "").getBytes(ISO_8859_1);
    HttpHead asked = HttpHead.parse(request, 0, request.length);
    Fuzzing.fuzz(
        "http-replies",
        seeds(
            sized("HTTP/1.1 200 OK\r\nx-amz-crc32: 1\r\n", ANSWER),
            "HTTP/1.1 100 Continue\r\n\r\n" + sized("HTTP/1.1 400 Bad Request\r\n", "{}"),
            "HTTP/1.1 204 No Content\r\n\r\n",
            "HTTP/1.0 200 OK\r\n\r\n" + ANSWER,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
        RUNS,
        input -> relay(input, head -> head.replyBody(asked)));
  }

  private static void relay(byte[] input, Framing framing) {
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    try {
      HttpSource source = new HttpSource(new Pieces(input));
      HttpHead head;
      while ((head = source.readHead()) != null) {
        source.passMessage(head, framing.body(head), passed);
      }
    } catch (IOException refused) {
      assertThat(passed.toByteArray()).isEqualTo(Arrays.copyOf(input, passed.size()));
      return;
    }
    assertThat(passed.toByteArray()).isEqualTo(input);
  }

  /** A connection that gives a few bytes at a time, how many being decided by all of them. */
  private static final class Pieces extends ByteArrayInputStream {
    private final int most;

    Pieces(byte[] bytes) {
      super(bytes);
      most = 1 + Math.floorMod(Arrays.hashCode(bytes), 5_000);
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(most, length));
    }
  }

  @Test
  void batch_ofAnything_isHalvedOrRefused() {
    Fuzzing.fuzz(
        "halved-batch",
        seeds(BATCH, "{}", "{\"RequestItems\":{}}"),
        RUNS,
        input -> {
          try {
            HalvedBatch batch = new HalvedBatch(new String(input, ISO_8859_1));
            assertThat(batch.request()).startsWith("{").endsWith("}");
            assertThat(batch.reply(ANSWER)).startsWith("{").contains("\"UnprocessedKeys\":{");
          } catch (IOException refused) {
            assertThat(refused).hasMessageContaining("JSON");
          }
        });
  }

  @Test
  void answerToABatch_ofAnything_isCompletedOrRefused() throws IOException {
    HalvedBatch batch = new HalvedBatch(BATCH);
    Fuzzing.fuzz(
        "halved-answer",
        seeds(ANSWER, "{}"),
        RUNS,
        input -> {
          try {
            assertThat(batch.reply(new String(input, ISO_8859_1)))
                .contains("\"UnprocessedKeys\":{\"t\":{");
          } catch (IOException refused) {
            assertThat(refused).hasMessageContaining("JSON");
          }
        });
  }
}
