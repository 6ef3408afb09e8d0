package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.item;
import static io.github.dynamodbha.protocol.ProtocolScene.with;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.ScriptedRegions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Transactions over a scene of three regions, and the parts that they are made of. */
final class TransactionScene {
  static final String ABSENT = "attribute_not_exists(id)";
  static final String PRESENT = "attribute_exists(id)";

  private final ProtocolScene scene;

  TransactionScene(ProtocolScene scene) {
    this.scene = scene;
  }

  TransactionProtocol protocol(Acknowledge acknowledge) {
    return new TransactionProtocol(
        Map.of(ScriptedRegions.TABLE, scene.items),
        scene.items.size(),
        scene.clock,
        acknowledge,
        CallSettings.NONE,
        new Misses(),
        scene.errors);
  }

  CompletableFuture<TransactionWritten> write(TransactionPart... parts) {
    return protocol(Acknowledge.ONE).write(List.of(parts), scene.regions.deadline());
  }

  static Map<String, AttributeValue> named(String id, Map<String, AttributeValue> item) {
    return with(item, "id", AttributeValue.fromS(id));
  }

  private static ConditionalRequest request(@Nullable String condition) {
    return ConditionalRequest.of(
        PutItemRequest.builder()
            .conditionExpression(condition)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build(),
        ScriptedRegions.TABLE);
  }

  static TransactionPart put(String id, @Nullable String condition) {
    Map<String, AttributeValue> item = named(id, item("new"));
    return new TransactionPart.Write(
        ScriptedRegions.TABLE,
        new JudgedPut(
            item, version -> ProtocolScene.FORMAT.stamp(item, version), false, request(condition)));
  }

  static TransactionPart update(String id) {
    return new TransactionPart.Write(
        ScriptedRegions.TABLE,
        JudgedUpdate.of(
            UpdateItemRequest.builder()
                .tableName(ScriptedRegions.TABLE)
                .key(Map.of("id", AttributeValue.fromS(id)))
                .updateExpression("SET added = :added")
                .expressionAttributeValues(Map.of(":added", AttributeValue.fromS("yes")))
                .build(),
            ScriptedRegions.TABLE));
  }

  static TransactionPart check(String id, String condition) {
    return new TransactionPart.Check(
        ScriptedRegions.TABLE, Map.of("id", AttributeValue.fromS(id)), request(condition));
  }

  Optional<Map<String, AttributeValue>> held(int region, String id) {
    return scene.region(region).table(ScriptedRegions.TABLE).item(ItemKey.of(id));
  }

  /** What DynamoDB says of a transaction of which one condition failed. */
  static TransactionCanceledException cancelled(Map<String, AttributeValue> held) {
    return TransactionCanceledException.builder()
        .cancellationReasons(
            CancellationReason.builder().code("ConditionalCheckFailed").item(held).build())
        .numAttempts(1)
        .statusCode(400)
        .build();
  }
}
