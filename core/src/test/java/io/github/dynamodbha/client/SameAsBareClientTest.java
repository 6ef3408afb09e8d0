package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** On the same data, a call gives exactly what the bare SDK client gives. */
@WithLocalRegions
class SameAsBareClientTest {
  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void everyOperation_givesWhatTheBareClientGives(ClientFace face, LocalRegions localRegions) {
    try (ClientRegions regions = new ClientRegions(localRegions).create();
        DynamoDbClient client = face.open(regions, b -> b.timeout(TwoWorlds.TIMEOUT))) {
      regions.put(planet("Mars", 2));
      regions.put(planet("Jupiter", 95));
      // One region for ours, the other, which holds the same, for the bare client.
      for (DataCall operation : DataCall.values()) {
        DynamoDbResponse ours = operation.call(client, "Mars");
        DynamoDbResponse bare = operation.call(regions.bare("us-west-1"), "Mars");

        assertThat(ours.equalsBySdkFields(bare))
            .as("%s: %s, bare %s", operation, ours, bare)
            .isTrue();
        assertThat(ours.sdkHttpResponse().statusCode()).isEqualTo(200);
      }
    }
  }
}
