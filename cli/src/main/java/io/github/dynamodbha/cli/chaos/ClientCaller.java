package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.client.CallDiagnostics;
import io.github.dynamodbha.client.CallOptions;
import io.github.dynamodbha.client.HighlyAvailableDynamoDbClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Calls by the drop-in client, which replicates the table itself. */
final class ClientCaller implements SingleCaller {
  private final HighlyAvailableDynamoDbClient client;

  ClientCaller(HighlyAvailableDynamoDbClient client) {
    this.client = client;
  }

  @Override
  public Answer call(PlannedCall call, String value) {
    List<String> stored = new ArrayList<>();
    Consumer<AwsRequestOverrideConfiguration.Builder> options =
        CallOptions.builder()
            .diagnostics((CallDiagnostics how) -> stored.addAll(how.stored()))
            .build()
            .asOverride();
    switch (call.kind()) {
      case PUT -> put(call, value, options);
      case CONDITIONAL_PUT -> putOnCondition(call, value, options);
      case UPDATE -> update(call, value, options);
      case DELETE -> delete(call, options);
      case CONDITIONAL_DELETE -> deleteOnCondition(call, options);
      case READ -> {
        return read(call);
      }
      default -> throw new IllegalArgumentException("no call of one item: " + call);
    }
    return Answer.stored("", stored);
  }

  private void put(
      PlannedCall call, String value, Consumer<AwsRequestOverrideConfiguration.Builder> options) {
    var unused =
        client.putItem(
            put ->
                put.tableName(Testbed.TABLE)
                    .item(ItemShape.item(call.key(), value))
                    .overrideConfiguration(options));
  }

  private void putOnCondition(
      PlannedCall call, String value, Consumer<AwsRequestOverrideConfiguration.Builder> options) {
    var unused =
        client.putItem(
            put ->
                put.tableName(Testbed.TABLE)
                    .item(ItemShape.item(call.key(), value))
                    .conditionExpression(TableCaller.condition(call))
                    .expressionAttributeNames(TableCaller.NAMES)
                    .overrideConfiguration(options));
  }

  private void update(
      PlannedCall call, String value, Consumer<AwsRequestOverrideConfiguration.Builder> options) {
    var unused =
        client.updateItem(
            update ->
                update
                    .tableName(Testbed.TABLE)
                    .key(ItemShape.key(call.key()))
                    .updateExpression(ItemShape.UPDATE)
                    .expressionAttributeNames(ItemShape.UPDATE_NAMES)
                    .expressionAttributeValues(ItemShape.updateValues(value))
                    .overrideConfiguration(options));
  }

  private void delete(PlannedCall call, Consumer<AwsRequestOverrideConfiguration.Builder> options) {
    var unused =
        client.deleteItem(
            delete ->
                delete
                    .tableName(Testbed.TABLE)
                    .key(ItemShape.key(call.key()))
                    .overrideConfiguration(options));
  }

  private void deleteOnCondition(
      PlannedCall call, Consumer<AwsRequestOverrideConfiguration.Builder> options) {
    var unused =
        client.deleteItem(
            delete ->
                delete
                    .tableName(Testbed.TABLE)
                    .key(ItemShape.key(call.key()))
                    .conditionExpression(TableCaller.condition(call))
                    .expressionAttributeNames(TableCaller.NAMES)
                    .overrideConfiguration(options));
  }

  private Answer read(PlannedCall call) {
    return Answer.read(
        ItemShape.value(
            client
                .getItem(get -> get.tableName(Testbed.TABLE).key(ItemShape.key(call.key())))
                .item()));
  }

  @Override
  public void close() {
    client.close();
  }
}
