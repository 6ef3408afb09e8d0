package io.github.dynamodbha.local.child;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.net.BindException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves one DynamoDB Local on 127.0.0.1 until stdin ends. Arguments: the port (0 for any; another
 * one if it is taken), the private directory to remove at the end, and the directory of the
 * database (none: in memory).
 *
 * <p>DynamoDB Local's own main class is not used: it listens on every interface, takes no port 0,
 * and sets up telemetry. Its server is built here from the same parts, with the connector's host
 * set before it starts, and started by {@code safeStart}, which sends nothing. Everything that
 * DynamoDB Local prints goes to stderr.
 *
 * <p>No nested class, no lambda's class file: this one file is all that the child gets.
 */
public final class DynamoDbLocalChild {

  private static final String PACKAGE = "software.amazon.dynamodb.services.local.server.";

  /**
   * An orderly end flushes an on-disk database; one that takes longer than this is cut short, as by
   * kill -9.
   */
  private static final long STOP_SECONDS = 3;

  private final File privateDirectory;
  private final @Nullable String databaseDirectory;
  private volatile @Nullable Object running; // a DynamoDBProxyServer

  private DynamoDbLocalChild(File privateDirectory, @Nullable String databaseDirectory) {
    this.privateDirectory = privateDirectory;
    this.databaseDirectory = databaseDirectory;
  }

  /** Runs the child; {@code args} as in the class comment. */
  public static void main(String[] args) {
    PrintStream parent = System.out;
    System.setOut(System.err);
    ignore("INT");
    if (File.separatorChar == '/') {
      ignore("HUP");
    }
    DynamoDbLocalChild child =
        new DynamoDbLocalChild(new File(args[1]), args.length > 2 ? args[2] : null);
    // Watched from the first moment on: a parent that dies while the server starts takes the child
    // with it.
    startDaemon(child::endWithParent, "parent-watch");
    try {
      parent.println("dynamodb-ha ready " + child.start(Integer.parseInt(args[0])));
      parent.flush();
    } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
      report(e);
      child.end(1);
    }
  }

  /**
   * A terminal sends these to the whole group of processes; when the child ends is the parent's
   * decision. By reflection, since the compiler warns of the class.
   */
  private static void ignore(String signal) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      type.getMethod("handle", type, handlerType)
          .invoke(
              null,
              type.getConstructor(String.class).newInstance(signal),
              handlerType.getField("SIG_IGN").get(null));
    } catch (ReflectiveOperationException e) {
      report(e); // a JVM without it: the child ends with the group, as any process
    }
  }

  private static Thread startDaemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** The parent keeps what is printed here, and shows it. */
  @SuppressWarnings("CatchAndPrintStackTrace")
  private static void report(Throwable failure) {
    failure.printStackTrace();
  }

  private void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // The parent writes nothing; only the end matters.
      }
      startDaemon(this::stop, "stop").join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (IOException | InterruptedException e) {
      report(e); // the end all the same
    }
    end(0);
  }

  private void end(int status) {
    delete(privateDirectory);
    Runtime.getRuntime().halt(status);
  }

  private static void delete(File file) {
    File[] children = file.listFiles();
    if (children != null) {
      for (File child : children) {
        delete(child);
      }
    }
    if (!file.delete() && file.exists()) {
      System.err.println("could not remove " + file);
    }
  }

  private int start(int port) throws ReflectiveOperationException, IOException {
    try {
      return startOn(port);
    } catch (IOException e) {
      if (port == 0 || !(e instanceof BindException || e.getCause() instanceof BindException)) {
        throw e;
      }
      return startOn(0);
    }
  }

  private int startOn(int port) throws ReflectiveOperationException, IOException {
    Object requestHandler =
        Class.forName(PACKAGE + "LocalDynamoDBRequestHandler")
            .getConstructor(int.class, boolean.class, String.class, boolean.class, boolean.class)
            .newInstance(0, databaseDirectory == null, databaseDirectory, false, false);
    Object handler =
        Class.forName(PACKAGE + "LocalDynamoDBServerHandler")
            .getConstructor(Class.forName(PACKAGE + "DynamoDBRequestHandler"), String.class)
            .newInstance(requestHandler, null);
    Class<?> serverType = Class.forName(PACKAGE + "DynamoDBProxyServer");
    Object server =
        serverType
            .getConstructor(
                int.class, Class.forName(PACKAGE + "AbstractLocalDynamoDBServerHandler"))
            .newInstance(port, handler);
    Field jettyField = serverType.getDeclaredField("server");
    jettyField.setAccessible(true);
    Object jetty = jettyField.get(server);
    Object connector = ((Object[]) jetty.getClass().getMethod("getConnectors").invoke(jetty))[0];
    connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
    try {
      serverType.getMethod("safeStart").invoke(server);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e;
    }
    running = server;
    return (int) connector.getClass().getMethod("getLocalPort").invoke(connector);
  }

  /** Flushes an on-disk database; what is in memory is lost anyhow. */
  private void stop() {
    Object server = running;
    if (databaseDirectory == null || server == null) {
      return;
    }
    try {
      server.getClass().getMethod("stop").invoke(server);
    } catch (ReflectiveOperationException e) {
      report(e);
    }
  }
}
