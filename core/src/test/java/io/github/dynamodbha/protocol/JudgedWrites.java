package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.item;

import io.github.dynamodbha.replica.ScriptedRegions;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Writes that a region judges: a put, and an update that adds an attribute. */
final class JudgedWrites {
  private final ProtocolScene scene;

  JudgedWrites(ProtocolScene scene) {
    this.scene = scene;
  }

  CompletableFuture<Written> put(String content, Consumer<PutItemRequest.Builder> asks) {
    PutItemRequest.Builder request = PutItemRequest.builder().item(item(content));
    asks.accept(request);
    JudgedPut put =
        new JudgedPut(
            item(content),
            ProtocolScene.image(content),
            false,
            ConditionalRequest.of(request.build(), ScriptedRegions.TABLE));
    return scene.conditional(Acknowledge.ONE).write(put, scene.regions.deadline());
  }

  CompletableFuture<Written> putIfAbsent(String content) {
    return put(content, p -> p.conditionExpression("attribute_not_exists(id)"));
  }

  CompletableFuture<Written> update(Consumer<UpdateItemRequest.Builder> asks) {
    UpdateItemRequest.Builder request =
        UpdateItemRequest.builder()
            .tableName(ScriptedRegions.TABLE)
            .key(Map.of("id", AttributeValue.fromS("a")))
            .updateExpression("SET added = :added")
            .expressionAttributeValues(Map.of(":added", AttributeValue.fromS("yes")));
    asks.accept(request);
    return scene
        .conditional(Acknowledge.ONE)
        .write(JudgedUpdate.of(request.build(), ScriptedRegions.TABLE), scene.regions.deadline());
  }

  static Judgement.Stored judged(Written written) {
    return Objects.requireNonNull(written.judged());
  }
}
