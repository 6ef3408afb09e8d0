package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.WriteResult;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Calls by {@link HighlyAvailableTable}. */
final class TableCaller implements SingleCaller {
  /** The names in {@link #condition}. */
  static final Map<String, String> NAMES = Map.of("#id", Testbed.KEY);

  private final HighlyAvailableTable table;

  TableCaller(HighlyAvailableTable table) {
    this.table = table;
  }

  @Override
  public Answer call(PlannedCall call, String value) {
    return switch (call.kind()) {
      case PUT -> answer(table.put(ItemShape.item(call.key(), value)));
      case CONDITIONAL_PUT -> answer(table.put(put(call, value)));
      case DELETE -> answer(table.delete(ItemShape.key(call.key())));
      case CONDITIONAL_DELETE -> answer(table.delete(delete(call)));
      case READ ->
          Answer.read(table.get(ItemShape.key(call.key())).map(ItemShape::value).orElse(""));
      default -> throw new IllegalArgumentException("a table has no such call: " + call);
    };
  }

  private static PutItemRequest put(PlannedCall call, String value) {
    return PutItemRequest.builder()
        .tableName(Testbed.TABLE)
        .item(ItemShape.item(call.key(), value))
        .conditionExpression(condition(call))
        .expressionAttributeNames(NAMES)
        .build();
  }

  private static DeleteItemRequest delete(PlannedCall call) {
    return DeleteItemRequest.builder()
        .tableName(Testbed.TABLE)
        .key(ItemShape.key(call.key()))
        .conditionExpression(condition(call))
        .expressionAttributeNames(NAMES)
        .build();
  }

  static String condition(PlannedCall call) {
    return call.present() ? "attribute_exists(#id)" : "attribute_not_exists(#id)";
  }

  private static Answer answer(WriteResult result) {
    return Answer.stored(result.version().map(Version::text).orElse(""), result.storedIn());
  }

  @Override
  public void close() {
    table.close();
  }
}
