package io.github.dynamodbha.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server whose certificate nobody has reason to trust. */
final class UntrustedServer implements AutoCloseable {
  private static final String PASSWORD = "secret-enough";

  private final ServerSocket server;

  private UntrustedServer(ServerSocket server) {
    this.server = server;
  }

  /** Starts it, with a certificate made in the directory by the JDK's own tool. */
  static UntrustedServer start(Path directory) {
    try {
      Path store = directory.resolve("untrusted.p12");
      makeCertificate(store);
      UntrustedServer started =
          new UntrustedServer(
              context(store)
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      start(started::serve);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return URI.create("https://127.0.0.1:" + server.getLocalPort());
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        start(() -> read(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void read(Socket socket) {
    try (socket;
        InputStream in = socket.getInputStream()) {
      while (in.read() >= 0) {
        // A client that trusts it would wait.
      }
    } catch (IOException refused) {
      // By the client, which is what the test is about.
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "untrusted-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static void makeCertificate(Path store) throws IOException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "untrusted",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool failed with " + keytool.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static SSLContext context(Path store) throws IOException {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
