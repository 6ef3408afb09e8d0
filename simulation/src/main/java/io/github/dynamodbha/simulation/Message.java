package io.github.dynamodbha.simulation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** One request on its way to a region, and what became of it. */
final class Message {
  private final Plan.MessageId id;
  private final SimulatedProcess process;
  private final String operation;
  private final DynamoDbRequest request;

  /** The version that each of the operation's keys has in the region after the request. */
  private final Map<String, @Nullable String> heldAfter = new HashMap<>();

  private @Nullable DynamoDbResponse answer;
  private @Nullable RuntimeException refusal;

  Message(Plan.MessageId id, SimulatedProcess process, String operation, DynamoDbRequest request) {
    this.id = id;
    this.process = process;
    this.operation = operation;
    this.request = request;
  }

  Plan.MessageId id() {
    return id;
  }

  int region() {
    return id.region();
  }

  SimulatedProcess process() {
    return process;
  }

  String operation() {
    return operation;
  }

  DynamoDbRequest request() {
    return request;
  }

  @Nullable String heldAfter(String key) {
    return heldAfter.get(key);
  }

  void heldAfter(String key, @Nullable String version) {
    heldAfter.put(key, version);
  }

  @Nullable DynamoDbResponse answer() {
    return answer;
  }

  @Nullable RuntimeException refusal() {
    return refusal;
  }

  /** What the region says to it. */
  void outcome(@Nullable DynamoDbResponse newAnswer, @Nullable RuntimeException newRefusal) {
    answer = newAnswer;
    refusal = newRefusal;
  }

  @Override
  public String toString() {
    return process.name() + " #" + id.operation() + " " + operation + " -> region " + id.region();
  }
}
