package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The faults for which the gate looks into a message or changes it. */
class GateRewriteTest extends RawGate {

  GateRewriteTest() throws IOException {}

  @Test
  void unprocessedKeys_whenBatchIsRead_thenHeadsAndBodiesAreMadeAnew() throws IOException {
    gate.apply(Fault.unprocessedKeys().times(1));
    String asked = batch("[{\"k\":1},{\"k\":2}]");
    String half = batch("[{\"k\":1}]");
    String answer = "{\"Responses\":{}}";
    server
        .on(half, "HTTP/1.1 200 OK\r\nx-amz-crc32: 1\r\nContent-Length: 16\r\n\r\n" + answer)
        .on(half, OK);
    String reply = "{\"Responses\":{},\"UnprocessedKeys\":{\"t\":{\"Keys\":[{\"k\":2}]}}}";
    String message = "HTTP/1.1 200 OK\r\nContent-Length: " + reply.length() + "\r\n\r\n" + reply;
    send(asked);
    assertThat(receive(message.length())).isEqualTo(message);
    send(half);
    assertThat(receive(OK.length())).isEqualTo(OK);
    assertThat(server.received()).isEqualTo(half + half);
  }

  @Test
  void accessDenied_whenContinueIsExpected_thenBodyIsAskedFor() throws IOException {
    gate.apply(Fault.accessDenied());
    send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
    assertThat(receive(goOn.length())).isEqualTo(goOn);
    send("{}");
    byte[] error = ErrorReply.accessDenied("gate-1", "", "*");
    assertThat(receive(error.length)).isEqualTo(new String(error, ISO_8859_1));
  }

  @Test
  void accessDenied_whenBodyIsInChunks_thenReset() throws IOException {
    gate.apply(Fault.accessDenied());
    send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
    assertReset();
  }

  private static String batch(String keys) {
    String body = "{\"RequestItems\":{\"t\":{\"Keys\":" + keys + "}}}";
    return "POST / HTTP/1.1\r\nX-Amz-Target: DynamoDB_20120810.BatchGetItem\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
