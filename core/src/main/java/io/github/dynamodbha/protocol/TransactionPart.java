package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Condition;
import io.github.dynamodbha.replica.ReplicaItems;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** One action of a caller's transaction. */
public sealed interface TransactionPart {
  /** The table's name. */
  String table();

  /** The caller's condition. */
  ConditionalRequest request();

  /** The item's key. */
  ItemKey key(TableFormat format);

  /** What it writes, or null if it only checks. */
  @Nullable JudgedWrite write();

  /** The condition that is ours where no tombstone is known to lie. */
  Condition ours(Version version, ReplicaItems replica);

  /**
   * The action.
   *
   * @param condition all that must hold
   */
  TransactWriteItem action(ReplicaItems replica, Condition condition, Version version);

  /** A put, delete or update. */
  record Write(String table, JudgedWrite write) implements TransactionPart {
    @Override
    public ConditionalRequest request() {
      return write.request();
    }

    @Override
    public ItemKey key(TableFormat format) {
      return write.key(format);
    }

    @Override
    public Condition ours(Version version, ReplicaItems replica) {
      return Condition.liveAndNothingNewerThan(version, replica.format().items());
    }

    @Override
    public TransactWriteItem action(ReplicaItems replica, Condition condition, Version version) {
      return write.action(replica, condition, version);
    }
  }

  /** A check of an item that is not written. */
  record Check(String table, Map<String, AttributeValue> item, ConditionalRequest request)
      implements TransactionPart {
    @Override
    public ItemKey key(TableFormat format) {
      return format.keys().keyOf(item);
    }

    @Override
    public @Nullable JudgedWrite write() {
      return null;
    }

    @Override
    public Condition ours(Version version, ReplicaItems replica) {
      return Condition.live(replica.format().items());
    }

    @Override
    public TransactWriteItem action(ReplicaItems replica, Condition condition, Version version) {
      return TransactWriteItem.builder()
          .conditionCheck(
              c ->
                  c.tableName(table)
                      .key(item)
                      .conditionExpression(condition.expression())
                      .expressionAttributeNames(condition.names())
                      .expressionAttributeValues(
                          condition.values().isEmpty() ? null : condition.values())
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD))
          .build();
    }
  }
}
