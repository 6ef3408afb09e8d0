package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

/** The gate alone, between raw sockets: every byte counts. */
class GateTest extends RawGate {
  private static final int SILENCE_MILLIS = 300;

  GateTest() throws IOException {}

  @Test
  void message_whenOfFixedLength_thenEveryByteIsPassedOn() throws IOException {
    String request = post("{\"a\":1}");
    String reply = "HTTP/1.1 200 \r\nx-amz-crc32:  1 \r\nContent-length:3\r\nServer:\r\n\r\n{ }";
    server.on(request, reply);
    send(request);
    assertThat(receive(reply.length())).isEqualTo(reply);
    assertThat(server.received()).isEqualTo(request);
  }

  @Test
  void message_whenChunked_thenEveryByteIsPassedOn() throws IOException {
    String body = "4;x=y\r\nabcd\r\nA\r\n0123456789\r\n000\r\nX-Trailer: 1\r\n\r\n";
    String request = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
    String reply = "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n" + body;
    server.on(request, reply).on(request, OK);
    send(request);
    assertThat(receive(reply.length())).isEqualTo(reply);
    send(request);
    assertThat(receive(OK.length())).isEqualTo(OK);
    assertThat(server.received()).isEqualTo(request + request);
  }

  @Test
  void message_whenLargerThanTheBuffer_thenEveryByteIsPassedOn() throws IOException {
    String large = "x".repeat(400 * 1024 + 1);
    String request = post(large);
    String reply = "HTTP/1.1 200 OK\r\nContent-Length: " + large.length() + "\r\n\r\n" + large;
    server.on(request, reply).on(request, reply);
    for (int i = 0; i < 2; i++) {
      send(request);
      assertThat(receive(reply.length())).isEqualTo(reply);
    }
    assertThat(server.received()).isEqualTo(request + request);
  }

  @Test
  void requests_whenPipelined_thenAnsweredInTurn() throws IOException {
    String first = post("1");
    String second = post("22");
    server.on(first, OK).on(second, OK);
    send(first + second);
    assertThat(receive(2 * OK.length())).isEqualTo(OK + OK);
    assertThat(gate.requests()).isEqualTo(2);
  }

  @Test
  void request_whenItComesByteByByte_thenPassedOn() throws IOException {
    String request = post("{}");
    server.on(request, OK);
    for (int i = 0; i < request.length(); i++) {
      send(request.substring(i, i + 1));
    }
    assertThat(receive(OK.length())).isEqualTo(OK);
  }

  @Test
  void request_whenItExpectsContinue_thenTheServersContinueIsPassedOn() throws IOException {
    String head = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n";
    String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
    server.on(head, goOn).on("abc", OK).on(post(""), OK);
    send(head);
    assertThat(receive(goOn.length())).isEqualTo(goOn);
    send("abc");
    assertThat(receive(OK.length())).isEqualTo(OK);
    send(post(""));
    assertThat(receive(OK.length())).isEqualTo(OK);
  }

  @Test
  void request_whenContinueIsRefused_thenReplyIsPassedOnAndConnectionEnds() throws IOException {
    String head = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n";
    server.on(head, OK);
    send(head);
    assertThat(receive(OK.length())).isEqualTo(OK);
    assertThat(client.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void reply_whenWithoutBody_thenNextRequestIsServed() throws IOException {
    String head = "HEAD / HTTP/1.1\r\n\r\n";
    String noBody = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n";
    String noContent = "HTTP/1.1 204 No Content\r\n\r\n";
    server.on(head, noBody).on(post(""), noContent).on(post(""), OK);
    send(head + post("") + post(""));
    String all = noBody + noContent + OK;
    assertThat(receive(all.length())).isEqualTo(all);
  }

  @Test
  void reply_whenItEndsWithItsConnection_thenBothEnd() throws IOException {
    String reply = "HTTP/1.1 200 OK\r\n\r\nas long as it takes";
    server.onThenClose(post(""), reply);
    send(post(""));
    assertThat(new String(client.getInputStream().readAllBytes(), ISO_8859_1)).isEqualTo(reply);
  }

  @Test
  void reply_whenItSaysClose_thenConnectionEnds() throws IOException {
    String reply = "HTTP/1.1 400 Bad\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    server.on(post(""), reply);
    send(post(""));
    assertThat(new String(client.getInputStream().readAllBytes(), ISO_8859_1)).isEqualTo(reply);
  }

  @Test
  void connection_whenServerDiesWithoutReply_thenReset() throws IOException {
    server.onThenClose(post(""), "");
    send(post(""));
    assertReset();
  }

  @Test
  void connection_whenHeadIsTooLarge_thenReset() throws IOException {
    send("POST / HTTP/1.1\r\nX: " + "x".repeat(HttpSource.BUFFER_BYTES));
    assertReset();
  }

  @Test
  void connection_whenLengthIsNoNumber_thenReset() throws IOException {
    send("POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n");
    assertReset();
  }

  @Test
  void reset_whenReplyHasABody_thenHalfOfItIsDelivered() throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
    server.on(post("{}"), head + "0123456789");
    gate.apply(Fault.reset());
    send(post("{}"));
    assertThat(receive(head.length() + 5)).isEqualTo(head + "01234");
    assertReset();
    assertThat(server.received()).isEqualTo(post("{}"));
  }

  @Test
  void hang_whenHealed_thenStuckConnectionIsReset() throws Exception {
    gate.apply(Fault.hang());
    send(post("{}"));
    awaitRequests(1);
    gate.apply(null);
    assertReset();
    assertThat(server.received()).isEmpty();
  }

  @Test
  void hang_whenReplacedByAnotherFault_thenStuckConnectionIsReset() throws Exception {
    gate.apply(Fault.hang());
    send(post("{}"));
    awaitRequests(1);
    gate.apply(Fault.latency(java.time.Duration.ZERO));
    assertReset();
  }

  @Test
  void blackHole_whenRequestIsUnderWay_thenItsReplyIsSwallowed() throws Exception {
    String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
    server.on(post("{}"), goOn);
    send(post("{}"));
    assertThat(receive(goOn.length())).isEqualTo(goOn);
    gate.apply(Fault.blackHole());
    server.on("", OK);
    client.setSoTimeout(SILENCE_MILLIS);
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    gate.apply(null);
    client.setSoTimeout(MILLIS);
    assertReset();
  }

  @Test
  void down_whenConnectionIsIdle_thenItIsResetAtOnce() throws IOException {
    server.on(post(""), OK);
    send(post(""));
    assertThat(receive(OK.length())).isEqualTo(OK);
    gate.apply(Fault.down());
    assertReset();
  }

  @Test
  void throttle_whenConnectionIsKept_thenNextRequestIsServedOnIt() throws IOException {
    gate.apply(Fault.throttle().times(1));
    server.on(post("22"), OK);
    send(post("1") + post("22"));
    byte[] error = ErrorReply.throttle();
    assertThat(receive(error.length)).isEqualTo(new String(error, ISO_8859_1));
    assertThat(receive(OK.length())).isEqualTo(OK);
    assertThat(server.received()).isEqualTo(post("22"));
  }

  @Test
  void throttle_whenContinueIsExpected_thenRefusedWithoutTheBody() throws IOException {
    gate.apply(Fault.internalServerError());
    send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    assertThat(client.getInputStream().readAllBytes()).isEqualTo(ErrorReply.internalServerError());
  }

  @Test
  void connections_whenOverTheLimit_thenReset() throws IOException {
    Socket[] sockets = new Socket[Gate.MAX_CONNECTIONS];
    try {
      for (int i = 0; i < sockets.length; i++) {
        sockets[i] = new Socket();
        sockets[i].connect(Loopback.at(gate.port()), MILLIS);
      }
      Socket last = sockets[sockets.length - 1];
      last.setSoTimeout(MILLIS);
      assertThatThrownBy(() -> last.getInputStream().read()).isInstanceOf(SocketException.class);
    } finally {
      for (Socket socket : sockets) {
        if (socket != null) {
          socket.close();
        }
      }
    }
  }
}
