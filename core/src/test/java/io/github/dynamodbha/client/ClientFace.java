package io.github.dynamodbha.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The two faces behind one interface, so that one scenario runs through both. */
enum ClientFace {
  SYNC {
    @Override
    DynamoDbClient open(Consumer<ClientBuilder<?, ?>> settings) {
      HighlyAvailableDynamoDbClient.Builder builder = HighlyAvailableDynamoDbClient.builder();
      settings.accept(builder);
      return builder.build();
    }
  },
  ASYNC {
    @Override
    DynamoDbClient open(Consumer<ClientBuilder<?, ?>> settings) {
      HighlyAvailableDynamoDbAsyncClient.Builder builder =
          HighlyAvailableDynamoDbAsyncClient.builder();
      settings.accept(builder);
      return waitingFor(builder.build());
    }
  };

  abstract DynamoDbClient open(Consumer<ClientBuilder<?, ?>> settings);

  /**
   * Opens a client.
   *
   * @param first stands for the first region's endpoint, or null
   */
  DynamoDbClient open(
      ClientRegions regions, @Nullable URI first, Consumer<ClientBuilder<?, ?>> settings) {
    return open(
        builder -> {
          regions.configure(builder, first);
          settings.accept(builder);
        });
  }

  DynamoDbClient open(ClientRegions regions, Consumer<ClientBuilder<?, ?>> settings) {
    return open(regions, null, settings);
  }

  DynamoDbClient open(ClientRegions regions) {
    return open(regions, builder -> {});
  }

  /** An asynchronous client whose every call is waited for. */
  static DynamoDbClient waitingFor(DynamoDbAsyncClient client) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> call(client, method, arguments));
  }

  private static @Nullable Object call(
      DynamoDbAsyncClient client, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      Object result =
          client
              .getClass()
              .getMethod(method.getName(), method.getParameterTypes())
              .invoke(client, arguments);
      return result instanceof CompletableFuture<?> future ? future.join() : result;
    } catch (CompletionException | InvocationTargetException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }
}
