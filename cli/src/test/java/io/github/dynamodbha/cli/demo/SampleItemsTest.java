package io.github.dynamodbha.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SampleItemsTest {
  @Test
  void sampleItems_haveDistinctNames_andOrbitTheSunOrEachOther() {
    List<String> names = values("name");

    assertThat(names).hasSizeGreaterThan(30).doesNotHaveDuplicates().contains("Pluto", "Titan");
    assertThat(values("orbits")).allMatch(body -> body.equals("Sun") || names.contains(body));
  }

  private static List<String> values(String attribute) {
    List<Map<String, AttributeValue>> items = SampleItems.load();
    return items.stream().map(item -> Objects.requireNonNull(item.get(attribute)).s()).toList();
  }
}
