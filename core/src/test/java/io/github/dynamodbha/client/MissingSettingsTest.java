package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Null for a setting, from callers without a null check of their own. */
// The null is what is tested.
@SuppressWarnings("NullAway")
class MissingSettingsTest {
  private static final Map<String, Consumer<HighlyAvailableDynamoDbClient.Builder>> SETTINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("acknowledge", b -> b.acknowledge(null)),
              Map.entry("clock", b -> b.clock(null)),
              Map.entry("connectTimeout", b -> b.connectTimeout(null)),
              Map.entry("credentialsProvider", b -> b.credentialsProvider(null)),
              Map.entry("deletedAttribute", b -> b.deletedAttribute(null)),
              Map.entry("excludedRegions", b -> b.excludedRegions(null)),
              Map.entry("excludedRegionsFile", b -> b.excludedRegionsFile(null)),
              Map.entry("listener", b -> b.listener(null)),
              Map.entry("regions", b -> b.regions("us-east-1", null)),
              Map.entry("replication", b -> b.replication("planets", null)),
              Map.entry("timeout", b -> b.timeout(null)),
              Map.entry("versionAttribute", b -> b.versionAttribute(null))));

  static Stream<Arguments> settings() {
    return SETTINGS.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void setting_whenItIsNull_thenIsRefusedByName(
      String name, Consumer<HighlyAvailableDynamoDbClient.Builder> set) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set.accept(HighlyAvailableDynamoDbClient.builder()))
        .withMessageContaining(name + " is null");
  }
}
