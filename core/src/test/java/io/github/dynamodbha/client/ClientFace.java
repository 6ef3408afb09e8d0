package io.github.dynamodbha.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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
    DynamoDbClient open(ClientRegions regions, Consumer<ClientBuilder<?, ?>> settings) {
      HighlyAvailableDynamoDbClient.Builder builder = HighlyAvailableDynamoDbClient.builder();
      settings.accept(regions.configure(builder));
      return builder.build();
    }
  },
  ASYNC {
    @Override
    DynamoDbClient open(ClientRegions regions, Consumer<ClientBuilder<?, ?>> settings) {
      HighlyAvailableDynamoDbAsyncClient.Builder builder =
          HighlyAvailableDynamoDbAsyncClient.builder();
      settings.accept(regions.configure(builder));
      return waitingFor(builder.build());
    }
  };

  abstract DynamoDbClient open(ClientRegions regions, Consumer<ClientBuilder<?, ?>> settings);

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
