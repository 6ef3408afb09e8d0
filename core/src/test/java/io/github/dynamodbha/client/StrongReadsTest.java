package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;

/** Which requests must see every write that ended before them. */
class StrongReadsTest {
  static Stream<DynamoDbRequest> strong() {
    return Stream.of(
        GetItemRequest.builder().consistentRead(true).build(),
        QueryRequest.builder().consistentRead(true).build(),
        ScanRequest.builder().consistentRead(true).build(),
        BatchGetItemRequest.builder()
            .requestItems(Map.of(TABLE, keys(false), "moons", keys(true)))
            .build(),
        ExecuteStatementRequest.builder().consistentRead(true).build(),
        BatchExecuteStatementRequest.builder()
            .statements(
                BatchStatementRequest.builder().build(),
                BatchStatementRequest.builder().consistentRead(true).build())
            .build(),
        TransactGetItemsRequest.builder().build(),
        ExecuteTransactionRequest.builder().build());
  }

  static Stream<DynamoDbRequest> others() {
    return Stream.of(
        GetItemRequest.builder().build(),
        GetItemRequest.builder().consistentRead(false).build(),
        QueryRequest.builder().build(),
        ScanRequest.builder().build(),
        BatchGetItemRequest.builder().requestItems(Map.of(TABLE, keys(false))).build(),
        ExecuteStatementRequest.builder().build(),
        BatchExecuteStatementRequest.builder()
            .statements(BatchStatementRequest.builder().build())
            .build());
  }

  @ParameterizedTest
  @MethodSource("strong")
  void request_thatIsConsistentOrATransaction_isStrong(DynamoDbRequest request) {
    assertThat(StrongReads.isOne(request)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("others")
  void request_thatIsNeither_isNot(DynamoDbRequest request) {
    assertThat(StrongReads.isOne(request)).isFalse();
  }

  private static KeysAndAttributes keys(boolean consistent) {
    return KeysAndAttributes.builder().consistentRead(consistent).build();
  }
}
