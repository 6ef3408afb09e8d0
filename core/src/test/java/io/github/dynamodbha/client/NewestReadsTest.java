package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.client.TwoWorlds.State;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.ReadStrategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads that ask all regions for the newest copy. */
@WithLocalRegions
class NewestReadsTest {
  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void newest_whenTheFirstRegionIsStale_thenReturnsTheOtherOnesCopy(
      ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      worlds.prepare("Mars", State.LIVE);
      Map<String, AttributeValue> newer = new HashMap<>(worlds.raw(TwoWorlds.WEST, "Mars"));
      newer.put("last_updated", s("2999-01-01T00:00:00.000000Z~00000001"));
      newer.put("moons", n(9));
      worlds.regions.bare(TwoWorlds.WEST).putItem(r -> r.tableName(TABLE).item(newer));
      CallOptions newest = CallOptions.builder().readStrategy(ReadStrategy.NEWEST).build();

      assertThat(
              worlds
                  .ours
                  .getItem(
                      r ->
                          r.tableName(TABLE)
                              .key(key("Mars"))
                              .projectionExpression("moons")
                              .overrideConfiguration(newest.asOverride()))
                  .item())
          .isEqualTo(Map.of("moons", n(9)));
      assertThat(
              worlds
                  .ours
                  .getItem(
                      r ->
                          r.tableName(TABLE)
                              .key(key("Mars"))
                              .overrideConfiguration(newest.asOverride()))
                  .item())
          .isEqualTo(planet("Mars", 9));
      assertThat(
              worlds
                  .ours
                  .batchGetItem(
                      r ->
                          r.requestItems(
                                  Map.of(
                                      TABLE,
                                      KeysAndAttributes.builder()
                                          .keys(List.of(key("Mars"), key("Nowhere")))
                                          .build()))
                              .overrideConfiguration(newest.asOverride()))
                  .responses()
                  .get(TABLE))
          .containsExactly(planet("Mars", 9));
    }
  }
}
