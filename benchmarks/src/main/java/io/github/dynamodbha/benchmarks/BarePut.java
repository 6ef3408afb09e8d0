package io.github.dynamodbha.benchmarks;

import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The requests that a replicated put is measured against; their items are as large as its own. */
final class BarePut {
  private BarePut() {}

  static PutItemRequest plain(Map<String, AttributeValue> stamped) {
    return PutItemRequest.builder().tableName(Testbed.TABLE).item(stamped).build();
  }

  /**
   * With the condition of the write protocol, whose evaluation is the server's share of the cost.
   */
  static PutItemRequest conditional(Map<String, AttributeValue> stamped) {
    return PutItemRequest.builder()
        .tableName(Testbed.TABLE)
        .item(stamped)
        .conditionExpression(
            "attribute_not_exists(#dynamodbha_version) OR #dynamodbha_version < :dynamodbha_version")
        .expressionAttributeNames(Map.of("#dynamodbha_version", "last_updated"))
        .expressionAttributeValues(
            Map.of(":dynamodbha_version", Objects.requireNonNull(stamped.get("last_updated"))))
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }
}
