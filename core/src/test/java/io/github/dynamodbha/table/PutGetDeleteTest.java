package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** The simple table with every region up. */
@WithLocalRegions
class PutGetDeleteTest {
  private TwoRegions regions;
  private HighlyAvailableTable table;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new TwoRegions(localRegions).create();
    table = regions.builder().build();
  }

  @AfterEach
  void close() {
    table.close();
    regions.close();
  }

  @Test
  void put_whenAllRegionsAreUp_thenEachHoldsTheSameStampedImage() {
    WriteResult result = table.put(planet("Mars", 2));

    assertThat(result.storedIn()).containsExactly("us-east-1", "us-west-1");
    assertThat(result.missedIn()).isEmpty();
    assertThat(result.isReplicated()).isTrue();
    String version = result.version().orElseThrow().text();
    assertThat(version).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z~[0-9a-f]{8}");
    assertThat(regions.rawGet("us-east-1", "Mars"))
        .isEqualTo(
            Map.of("name", s("Mars"), "moons", TwoRegions.n("2"), "last_updated", s(version)))
        .isEqualTo(regions.rawGet("us-west-1", "Mars"));
  }

  @Test
  void get_afterPut_thenReturnsTheItemWithoutSystemAttributes() {
    table.put(planet("Mars", 2));

    assertThat(table.get(Map.of("name", s("Mars")))).contains(planet("Mars", 2));
    assertThat(table.get(ItemKey.of("Mars")).orElseThrow().getNumber("moons").intValue())
        .isEqualTo(2);
  }

  @Test
  void get_whenSystemAttributesAreAskedFor_thenTheyAreThere() {
    String version = table.put(planet("Mars", 2)).version().orElseThrow().text();

    EnhancedDocument item =
        table
            .get(ItemKey.of("Mars"), ReadOptions.builder().includeSystemAttributes(true).build())
            .orElseThrow();

    assertThat(item.getString("last_updated")).isEqualTo(version);
  }

  @Test
  void get_whenTheItemIsAbsent_thenIsEmpty() {
    assertThat(table.get(ItemKey.of("Vulcan"))).isEmpty();
  }

  @Test
  void get_whenTheItemHasOnlyItsKey_thenIsNotTakenForAbsent() {
    table.put(Map.of("name", s("Ceres")));

    assertThat(table.get(Map.of("name", s("Ceres")))).contains(Map.of("name", s("Ceres")));
  }

  @Test
  void put_whenRepeated_thenTheNewerOneStays() {
    table.put(planet("Jupiter", 12));
    table.put(planet("Jupiter", 97));

    assertThat(table.get(Map.of("name", s("Jupiter")))).contains(planet("Jupiter", 97));
  }

  @Test
  void delete_whenTheItemExists_thenEveryRegionHoldsATombstoneAndNothingElse() {
    table.put(planet("Pluto", 5));

    WriteResult result = table.delete(ItemKey.of("Pluto"));

    String version = result.version().orElseThrow().text();
    for (String region : regions.names()) {
      assertThat(regions.rawGet(region, "Pluto"))
          .isEqualTo(
              Map.of("name", s("Pluto"), "last_updated", s(version), "deleted", TwoRegions.n("1")));
    }
    assertThat(table.get(ItemKey.of("Pluto"))).isEmpty();
  }

  @Test
  void delete_whenTheItemIsAbsentEverywhere_thenWritesNothing() {
    WriteResult result = table.delete(ItemKey.of("Vulcan"));

    assertThat(result.version()).isEmpty();
    assertThat(regions.rawGet("us-east-1", "Vulcan")).isEmpty();
    assertThat(regions.rawGet("us-west-1", "Vulcan")).isEmpty();
  }

  @Test
  void put_afterDelete_thenRevivesTheItem() {
    table.put(planet("Pluto", 5));
    table.delete(ItemKey.of("Pluto"));
    table.put(planet("Pluto", 5));

    assertThat(table.get(Map.of("name", s("Pluto")))).contains(planet("Pluto", 5));
  }

  @Test
  void permanentDelete_thenNoRegionHoldsAnything() {
    table.put(planet("Pluto", 5));

    assertThat(table.permanentDelete(ItemKey.of("Pluto")).storedIn())
        .containsExactly("us-east-1", "us-west-1");

    assertThat(regions.rawGet("us-east-1", "Pluto")).isEmpty();
    assertThat(regions.rawGet("us-west-1", "Pluto")).isEmpty();
  }

  @Test
  void put_ofADocumentFromJson_thenTypesAreInferred() {
    table.put(
        EnhancedDocument.fromJson(
            "{\"name\":\"Saturn\",\"rings\":true,\"moons\":274,\"names\":[\"Titan\",\"Rhea\"]}"));

    EnhancedDocument saturn = table.get(ItemKey.of("Saturn")).orElseThrow();
    assertThat(saturn.getBoolean("rings")).isTrue();
    assertThat(saturn.getNumber("moons").intValue()).isEqualTo(274);
    assertThat(saturn.getListOfUnknownType("names")).hasSize(2);
  }
}
