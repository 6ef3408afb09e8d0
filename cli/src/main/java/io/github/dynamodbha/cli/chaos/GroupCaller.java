package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.CallKind;
import io.github.dynamodbha.cli.chaos.check.Outcome;
import io.github.dynamodbha.client.CallOptions;
import io.github.dynamodbha.client.HighlyAvailableDynamoDbAsyncClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Batches and transactions by the asynchronous drop-in client, which replicates the table itself.
 */
final class GroupCaller implements Caller {
  private final DynamoDbAsyncClient client;

  GroupCaller(HighlyAvailableDynamoDbAsyncClient client) {
    this.client = client;
  }

  @Override
  public List<Answer> call(List<PlannedCall> calls, List<String> values) {
    List<String> stored = new CopyOnWriteArrayList<>();
    Consumer<AwsRequestOverrideConfiguration.Builder> options =
        CallOptions.builder().diagnostics(how -> stored.addAll(how.stored())).build().asOverride();
    List<WriteRequest> unprocessed =
        CallPlan.OF_BATCHES.contains(calls.get(0).kind())
            ? batch(calls, values, options)
            : transact(calls, values, options);
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      // Neither reply tells whether a deletion found anything to delete.
      boolean open =
          calls.get(i).kind().deletes() || unprocessed.contains(write(calls.get(i), values.get(i)));
      answers.add(open ? Answer.of(Outcome.UNKNOWN) : Answer.acknowledged(stored));
    }
    return answers;
  }

  private List<WriteRequest> batch(
      List<PlannedCall> calls,
      List<String> values,
      Consumer<AwsRequestOverrideConfiguration.Builder> options) {
    List<WriteRequest> writes = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      writes.add(write(calls.get(i), values.get(i)));
    }
    BatchWriteItemResponse response =
        await(
            client.batchWriteItem(
                batch ->
                    batch
                        .requestItems(Map.of(Testbed.TABLE, writes))
                        .overrideConfiguration(options)));
    return response.unprocessedItems().getOrDefault(Testbed.TABLE, List.of());
  }

  private static WriteRequest write(PlannedCall call, String value) {
    return call.kind().deletes()
        ? WriteRequest.builder().deleteRequest(d -> d.key(ItemShape.key(call.key()))).build()
        : WriteRequest.builder().putRequest(p -> p.item(ItemShape.item(call.key(), value))).build();
  }

  private List<WriteRequest> transact(
      List<PlannedCall> calls,
      List<String> values,
      Consumer<AwsRequestOverrideConfiguration.Builder> options) {
    List<TransactWriteItem> actions = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      actions.add(action(calls.get(i), values.get(i)));
    }
    var unused =
        await(
            client.transactWriteItems(
                request -> request.transactItems(actions).overrideConfiguration(options)));
    return List.of();
  }

  private static TransactWriteItem action(PlannedCall call, String value) {
    TransactWriteItem.Builder action = TransactWriteItem.builder();
    switch (call.kind()) {
      case TRANSACT_DELETE ->
          action.delete(d -> d.tableName(Testbed.TABLE).key(ItemShape.key(call.key())));
      case TRANSACT_UPDATE ->
          action.update(
              u ->
                  u.tableName(Testbed.TABLE)
                      .key(ItemShape.key(call.key()))
                      .updateExpression(ItemShape.UPDATE)
                      .expressionAttributeNames(ItemShape.UPDATE_NAMES)
                      .expressionAttributeValues(ItemShape.updateValues(value)));
      default ->
          action.put(
              p -> {
                p.tableName(Testbed.TABLE).item(ItemShape.item(call.key(), value));
                if (call.kind() == CallKind.TRANSACT_CONDITIONAL_PUT) {
                  p.conditionExpression(TableCaller.condition(call))
                      .expressionAttributeNames(TableCaller.NAMES);
                }
              });
    }
    return action.build();
  }

  private static <T> T await(CompletableFuture<T> reply) {
    try {
      return reply.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
