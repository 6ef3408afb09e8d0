package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client connection at the gate: reads a request, asks the gate what is to happen to it, does
 * that, and only then reads the next. Its own thread runs it; {@link #abort} may come from any.
 *
 * <p>An {@link IOException} of either side ends the connection with a reset, which is how the other
 * side learns of it; there is nobody else to tell.
 */
final class GateConnection implements Runnable {

  private final Gate gate;
  private final Socket client;
  private volatile @Nullable Upstream upstream;
  private volatile boolean aborted;

  GateConnection(Gate gate, Socket client) {
    this.gate = gate;
    this.client = client;
  }

  @Override
  public void run() {
    try {
      client.setTcpNoDelay(true);
      HttpSource requests = new HttpSource(client.getInputStream());
      OutputStream replies = client.getOutputStream();
      boolean open = true;
      while (open) {
        open = serve(requests, replies);
      }
    } catch (IOException e) {
      abort();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      abort();
    } finally {
      close();
      gate.forget(this);
    }
  }

  /** Resets the client's connection, whatever it is doing. */
  void abort() {
    aborted = true;
    try {
      client.setSoLinger(true, 0);
    } catch (IOException e) {
      // Closed already: there is nothing to reset.
    }
    close();
  }

  private void close() {
    try {
      client.close();
      Upstream current = upstream;
      if (current != null) {
        current.close();
      }
    } catch (IOException e) {
      // The descriptors are gone either way; a failed close has no other effect.
    }
  }

  /** Handles one request; false if the connection is at its end. */
  private boolean serve(HttpSource requests, OutputStream replies)
      throws IOException, InterruptedException {
    HttpHead request = requests.readHead();
    if (request == null) {
      return false;
    }
    ActiveFault hit = gate.admit(request.operation());
    if (hit == null) {
      return exchange(requests, replies, request, null, Delivery.WHOLE);
    }
    if (!hit.fault().kind().isApplied()) {
      hit.fault().hit();
    }
    return switch (hit.fault().kind()) {
      case DOWN -> throw new IOException("the region is down");
      case BLACK_HOLE, HANG -> stuck(hit, requests);
      case RESET -> exchange(requests, replies, request, hit.fault(), Delivery.PART);
      case LOST_REPLY -> exchange(requests, replies, request, hit.fault(), Delivery.NOTHING);
      case INTERNAL_SERVER_ERROR ->
          refuse(requests, replies, request, ErrorReply.internalServerError());
      case SERVICE_UNAVAILABLE ->
          refuse(requests, replies, request, ErrorReply.serviceUnavailable());
      case THROTTLE -> refuse(requests, replies, request, ErrorReply.throttle());
      case TABLE_MISSING -> refuse(requests, replies, request, ErrorReply.tableMissing());
      case ACCESS_DENIED -> deny(requests, replies, request);
      case UNPROCESSED_KEYS -> halve(requests, replies, request, hit.fault());
      case LATENCY -> {
        hit.delay();
        yield exchange(requests, replies, request, null, Delivery.WHOLE);
      }
    };
  }

  /**
   * Takes bytes and answers none, until the client gives up or the fault's end resets the
   * connection.
   */
  private boolean stuck(ActiveFault fault, HttpSource requests) throws IOException {
    if (!fault.hold(this)) {
      throw new IOException("the fault ended as the request came: " + fault.fault());
    }
    try {
      requests.swallow();
      return false;
    } finally {
      fault.forget(this);
    }
  }

  private static boolean refuse(
      HttpSource requests, OutputStream replies, HttpHead request, byte[] reply)
      throws IOException {
    if (request.expectsContinue()) {
      replies.write(reply);
      return false; // the body may or may not come now
    }
    requests.passMessage(request, request.requestBody(), OutputStream.nullOutputStream());
    replies.write(reply);
    return request.persistent();
  }

  /** Refuses a request by the name of its table. */
  private boolean deny(HttpSource requests, OutputStream replies, HttpHead request)
      throws IOException {
    String body = readWhole(requests, replies, request).body();
    replies.write(ErrorReply.accessDenied(gate.region(), request.operation(), tableName(body)));
    return request.persistent();
  }

  private static String tableName(String body) throws IOException {
    Map<String, String> members = RawJson.members(body);
    String batch = members.getOrDefault("RequestItems", "{}");
    return members.containsKey("TableName")
        ? members.get("TableName").replace("\"", "")
        : RawJson.members(batch).keySet().stream().findFirst().orElse("*");
  }

  /** Has the region answer half of the keys, and gives the others back. */
  private boolean halve(HttpSource requests, OutputStream replies, HttpHead request, Fault fault)
      throws IOException {
    WholeMessage asked = readWhole(requests, replies, request);
    HalvedBatch batch = new HalvedBatch(asked.body());
    Upstream region = connect();
    region.out().write(asked.withBody(batch.request()));
    HttpHead head = readReply(region);
    WholeMessage answer = WholeMessage.read(region.source(), head, head.replyBody(request));
    region.used();
    fault.hit();
    replies.write(
        head.status() == 200 ? answer.withBody(batch.reply(answer.body())) : answer.bytes());
    return request.persistent() && head.persistent();
  }

  private static WholeMessage readWhole(HttpSource requests, OutputStream replies, HttpHead request)
      throws IOException {
    if (request.expectsContinue()) {
      replies.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII));
    }
    return WholeMessage.read(requests, request, request.requestBody());
  }

  private boolean exchange(
      HttpSource requests,
      OutputStream replies,
      HttpHead request,
      @Nullable Fault fault,
      Delivery delivery)
      throws IOException {
    Upstream region = connect();
    if (request.expectsContinue()) {
      requests.passHead(request, region.out());
    } else {
      requests.passMessage(request, request.requestBody(), region.out());
    }
    HttpHead reply = readReply(region);
    boolean bodyDue = request.expectsContinue();
    while (reply.status() < 200) {
      region.source().passHead(reply, replies);
      if (bodyDue && reply.status() == 100) {
        requests.passBody(request.requestBody(), region.out());
        bodyDue = false;
      }
      reply = readReply(region);
    }
    BodyFraming body = reply.replyBody(request);
    ActiveFault blackHole = gate.blackHole();
    if (blackHole != null) {
      return stuck(blackHole, requests); // it came while the request was under way
    }
    if (fault != null) {
      fault.hit();
    }
    region.source().passMessage(reply, body, delivery.of(reply, replies));
    region.used();
    if (delivery != Delivery.WHOLE) {
      throw new IOException("the fault ends the connection");
    }
    return !bodyDue && request.persistent() && reply.persistent() && !body.endsWithConnection();
  }

  private static HttpHead readReply(Upstream region) throws IOException {
    HttpHead reply = region.source().readHead();
    if (reply == null) {
      throw new EOFException("the region's process closed the connection without a reply");
    }
    return reply;
  }

  private Upstream connect() throws IOException {
    Upstream current = upstream;
    if (current != null && current.isFresh()) {
      return current;
    }
    if (current != null) {
      current.close();
    }
    current = new Upstream(gate.enginePort());
    upstream = current;
    if (aborted) { // abort() may have looked before the assignment
      current.close();
      throw new IOException("the connection was reset");
    }
    return current;
  }

  /** How much of a reply the client gets. */
  private enum Delivery {
    WHOLE,
    PART,
    NOTHING;

    OutputStream of(HttpHead reply, OutputStream replies) {
      return switch (this) {
        case WHOLE -> replies;
        case NOTHING -> OutputStream.nullOutputStream();
        // The head and half of the body; of a body of unknown or no length, all but the end of the
        // head.
        case PART ->
            new CutStream(
                replies,
                reply.contentLength() > 1
                    ? reply.length() + reply.contentLength() / 2
                    : reply.length() - 1);
      };
    }
  }
}
