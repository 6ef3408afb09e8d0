package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A server that says what no real one says: for each connection in turn, reads a given number of
 * bytes and answers with given bytes, step by step; it keeps all that it read.
 */
final class StubServer implements AutoCloseable {

  /** One exchange: what must have come in before {@code reply} goes out. */
  record Step(int requestBytes, String reply, boolean close) {}

  private final ServerSocket listener = new ServerSocket();
  private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  StubServer() throws IOException {
    listener.bind(Loopback.at(0));
    Thread thread = new Thread(this::serve, "stub");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  StubServer on(String request, String reply) {
    steps.add(new Step(request.length(), reply, false));
    return this;
  }

  StubServer onThenClose(String request, String reply) {
    steps.add(new Step(request.length(), reply, true));
    return this;
  }

  synchronized String received() {
    return received.toString(ISO_8859_1);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        serve(socket);
      } catch (IOException e) {
        // The test sees it: its client gets no reply.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) throws IOException, InterruptedException {
    InputStream in = socket.getInputStream();
    boolean open = true;
    while (open) {
      Step step = steps.take();
      byte[] request = in.readNBytes(step.requestBytes());
      synchronized (this) {
        received.writeBytes(request);
      }
      socket.getOutputStream().write(step.reply().getBytes(ISO_8859_1));
      open = !step.close() && request.length == step.requestBytes();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
