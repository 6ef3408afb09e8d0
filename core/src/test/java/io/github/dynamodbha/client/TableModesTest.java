package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

class TableModesTest {
  private static final Replication OTHERS = new Named();
  private static final Replication OWN = new Named();

  private final TableModes modes = new TableModes(OTHERS, Map.of("planets", OWN));

  private static final class Named implements Replication {
    @Override
    public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
        Call<Q, A> call) {
      throw new AssertionError("nothing is called");
    }
  }

  @Test
  void table_withAChoiceOfItsOwn_hasThat() {
    assertThat(modes.of(List.of("planets"))).isSameAs(OWN);
  }

  @Test
  void table_namedByItsArn_hasTheChoiceOfItsName() {
    String table = "arn:aws:dynamodb:us-east-1:123456789012:table/planets";

    assertThat(modes.of(List.of(table))).isSameAs(OWN);
    assertThat(modes.of(List.of(table + "/index/orbit"))).isSameAs(OWN);
    assertThat(modes.of(List.of(table + "s"))).isSameAs(OTHERS);
  }

  @Test
  void tableWithoutOne_andCallsAboutNone_haveTheOthers() {
    assertThat(modes.of(List.of("moons"))).isSameAs(OTHERS);
    assertThat(modes.of(List.of())).isSameAs(OTHERS);
    assertThat(new TableModes(OTHERS, Map.of()).of(List.of("planets"))).isSameAs(OTHERS);
  }

  @Test
  void call_aboutTablesOfTwoModes_isRefused() {
    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(() -> modes.of(List.of("planets", "moons")))
        .withMessageContaining("send a call for each way");
    assertThat(modes.of(List.of("moons", "rings"))).isSameAs(OTHERS);
  }
}
