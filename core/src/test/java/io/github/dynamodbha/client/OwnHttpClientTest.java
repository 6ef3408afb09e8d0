package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/** HTTP clients that the caller brings. */
@WithLocalRegions
class OwnHttpClientTest {
  private final List<AttributeMap> defaults = new ArrayList<>();

  private static final class Sync implements SdkHttpClient.Builder<Sync> {
    private final List<AttributeMap> seen;

    Sync(List<AttributeMap> seen) {
      this.seen = seen;
    }

    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap serviceDefaults) {
      seen.add(serviceDefaults);
      return Apache5HttpClient.builder().buildWithDefaults(serviceDefaults);
    }
  }

  private static final class Async implements SdkAsyncHttpClient.Builder<Async> {
    private final List<AttributeMap> seen;

    Async(List<AttributeMap> seen) {
      this.seen = seen;
    }

    @Override
    public SdkAsyncHttpClient buildWithDefaults(AttributeMap serviceDefaults) {
      seen.add(serviceDefaults);
      return NettyNioAsyncHttpClient.builder().buildWithDefaults(serviceDefaults);
    }
  }

  @Test
  void httpClients_ofTheCallers_areUsedWithTheClientsSettings(LocalRegions localRegions) {
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create()) {
      URI own = regions.region("us-east-1").endpoint();
      HighlyAvailableDynamoDbClient.Builder sync =
          HighlyAvailableDynamoDbClient.builder()
              .region(
                  r ->
                      r.region("own")
                          .endpointOverride(own)
                          .connectTimeout(Duration.ofMillis(321))
                          .httpClientBuilder(new Sync(defaults)));
      HighlyAvailableDynamoDbAsyncClient.Builder async =
          HighlyAvailableDynamoDbAsyncClient.builder()
              .region(
                  r ->
                      r.region("own")
                          .endpointOverride(own)
                          .connectTimeout(Duration.ofMillis(321))
                          .asyncHttpClientBuilder(new Async(defaults)));
      try (HighlyAvailableDynamoDbClient client = regions.configure(sync).build();
          HighlyAvailableDynamoDbAsyncClient asyncClient = regions.configure(async).build()) {
        assertThat(client.getItem(r -> r.tableName(TABLE).key(key("Mars"))).hasItem()).isFalse();
        assertThat(asyncClient.getItem(r -> r.tableName(TABLE).key(key("Mars"))).join().hasItem())
            .isFalse();
      }
    }

    assertThat(defaults)
        .hasSize(2)
        .allSatisfy(
            seen ->
                assertThat(seen.get(SdkHttpConfigurationOption.CONNECTION_TIMEOUT))
                    .isEqualTo(Duration.ofMillis(321)));
  }
}
