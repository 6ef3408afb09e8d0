package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** A permanent delete while regions refuse or fail. */
@WithLocalRegions
class PermanentDeleteTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";
  private static final ItemKey MARS = ItemKey.of("Mars");

  private TwoRegions regions;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new TwoRegions(localRegions).create();
  }

  @AfterEach
  void close() {
    regions.close();
  }

  @Test
  void delete_whenOneRegionIsDown_thenTellsWhichMissedIt() {
    try (HighlyAvailableTable table = regions.builder().build()) {
      table.put(planet("Mars", 2));
      regions.region(EAST).inject(Fault.down());

      WriteResult result = table.permanentDelete(MARS);

      assertThat(result.storedIn()).containsExactly(WEST);
      assertThat(result.missedIn()).containsOnlyKeys(EAST);
    }
  }

  @Test
  void delete_whenAllRefuse_thenTheRefusalIsThrownAsItIs() {
    regions.region(EAST).inject(Fault.accessDenied().onOperation("DeleteItem"));
    regions.region(WEST).inject(Fault.accessDenied().onOperation("DeleteItem"));
    try (HighlyAvailableTable table = regions.builder().build()) {
      assertThatExceptionOfType(DynamoDbException.class)
          .isThrownBy(() -> table.permanentDelete(MARS))
          .withMessageContaining("not authorized");
    }
  }

  /** The refusal alone would hide that the item may be gone in the other region. */
  @Test
  void delete_whenOneRegionRefusesAndTheOthersReplyIsLost_thenTellsOfBoth() {
    try (HighlyAvailableTable table = regions.builder().build()) {
      table.put(planet("Mars", 2));
      regions.region(EAST).inject(Fault.accessDenied().onOperation("DeleteItem"));
      regions.region(WEST).inject(Fault.lostReply().onOperation("DeleteItem"));

      assertThatExceptionOfType(NoRegionAvailableException.class)
          .isThrownBy(() -> table.permanentDelete(MARS))
          .satisfies(e -> assertThat(e.causes()).containsOnlyKeys(EAST, WEST));
    }
  }
}
