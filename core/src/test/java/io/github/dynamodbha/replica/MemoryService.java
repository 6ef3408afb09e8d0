package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.KeySchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Answers requests to the tables of one scripted region as DynamoDB would. Thread-safe. */
public final class MemoryService {
  private final Map<String, MemoryTable> tables;
  private int pageItems = Integer.MAX_VALUE;
  private TableStatus status = TableStatus.ACTIVE;
  private TimeToLiveDescription timeToLive =
      TimeToLiveDescription.builder().timeToLiveStatus(TimeToLiveStatus.DISABLED).build();
  private long tableBytes;

  MemoryService(Map<String, MemoryTable> tables) {
    this.tables = tables;
  }

  /** Pages have so many items from now on. */
  public void pages(int items) {
    pageItems = items;
  }

  /** What tables are described as. */
  public void describe(TableStatus newStatus, long newTableBytes) {
    status = newStatus;
    tableBytes = newTableBytes;
  }

  /** What the time to live is described as. */
  public void timeToLive(TimeToLiveStatus newStatus, String attribute) {
    timeToLive =
        TimeToLiveDescription.builder()
            .timeToLiveStatus(newStatus)
            .attributeName(attribute)
            .build();
  }

  DynamoDbResponse answer(DynamoDbRequest request) {
    if (request instanceof GetItemRequest get) {
      Map<String, AttributeValue> held = table(get.tableName()).heldAt(get.key());
      return GetItemResponse.builder().item(held.isEmpty() ? null : held).build();
    } else if (request instanceof BatchGetItemRequest batch) {
      return batchGet(batch);
    } else if (request instanceof PutItemRequest put) {
      return put(put);
    } else if (request instanceof DeleteItemRequest delete) {
      return delete(delete);
    } else if (request instanceof UpdateItemRequest update) {
      return update(update);
    } else if (request instanceof TransactWriteItemsRequest transaction) {
      return MemoryTransaction.carryOut(transaction, this::table);
    } else if (request instanceof ScanRequest scan) {
      return scan(scan);
    } else if (request instanceof DescribeTableRequest describe) {
      return describe(describe.tableName());
    } else if (request instanceof DescribeTimeToLiveRequest) {
      return DescribeTimeToLiveResponse.builder().timeToLiveDescription(timeToLive).build();
    }
    throw new IllegalArgumentException("Not understood: " + request);
  }

  private MemoryTable table(String name) {
    MemoryTable table = tables.get(name);
    if (table == null) {
      throw ResourceNotFoundException.builder()
          .message("Requested resource not found")
          .statusCode(400)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("ResourceNotFoundException")
                  .errorMessage("Requested resource not found")
                  .build())
          .build();
    }
    return table;
  }

  private BatchGetItemResponse batchGet(BatchGetItemRequest batch) {
    Map<String, List<Map<String, AttributeValue>>> found = new HashMap<>();
    List<ConsumedCapacity> units = new ArrayList<>();
    for (Map.Entry<String, KeysAndAttributes> wanted : batch.requestItems().entrySet()) {
      MemoryTable table = table(wanted.getKey());
      List<Map<String, AttributeValue>> items =
          wanted.getValue().keys().stream()
              .map(table::heldAt)
              .filter(item -> !item.isEmpty())
              .toList();
      found.put(wanted.getKey(), items);
      units.add(units(wanted.getValue().keys().size()));
    }
    return BatchGetItemResponse.builder().responses(found).consumedCapacity(units).build();
  }

  private static ConsumedCapacity units(double units) {
    return ConsumedCapacity.builder().capacityUnits(units).build();
  }

  private PutItemResponse put(PutItemRequest put) {
    MemoryTable table = table(put.tableName());
    synchronized (table) {
      Map<String, AttributeValue> held = table.heldAt(put.item());
      table.require(
          put.item(),
          put.conditionExpression(),
          put.expressionAttributeNames(),
          put.expressionAttributeValues(),
          put.returnValuesOnConditionCheckFailure() == ReturnValuesOnConditionCheckFailure.ALL_OLD);
      table.store(put.item());
      return PutItemResponse.builder()
          .attributes(put.returnValues() == ReturnValue.ALL_OLD && !held.isEmpty() ? held : null)
          .consumedCapacity(units(1))
          .build();
    }
  }

  private DeleteItemResponse delete(DeleteItemRequest delete) {
    MemoryTable table = table(delete.tableName());
    synchronized (table) {
      Map<String, AttributeValue> held = table.heldAt(delete.key());
      table.require(
          delete.key(),
          delete.conditionExpression(),
          delete.expressionAttributeNames(),
          delete.expressionAttributeValues(),
          false);
      table.remove(table.keys().keyOf(delete.key()));
      return DeleteItemResponse.builder()
          .attributes(delete.returnValues() == ReturnValue.ALL_OLD && !held.isEmpty() ? held : null)
          .consumedCapacity(units(1))
          .build();
    }
  }

  private UpdateItemResponse update(UpdateItemRequest update) {
    MemoryTable table = table(update.tableName());
    synchronized (table) {
      Map<String, AttributeValue> held = table.heldAt(update.key());
      table.require(
          update.key(),
          update.conditionExpression(),
          update.expressionAttributeNames(),
          update.expressionAttributeValues(),
          true);
      Map<String, AttributeValue> item =
          table.update(
              update.key(),
              update.updateExpression(),
              update.expressionAttributeNames(),
              update.expressionAttributeValues());
      return UpdateItemResponse.builder()
          .attributes(update.returnValues() == ReturnValue.ALL_NEW ? item : held)
          .consumedCapacity(units(1))
          .build();
    }
  }

  /** The items of a segment are those whose keys' digests fall to it. */
  private ScanResponse scan(ScanRequest scan) {
    MemoryTable table = table(scan.tableName());
    int segments = Objects.requireNonNullElse(scan.totalSegments(), 1);
    int segment = Objects.requireNonNullElse(scan.segment(), 0);
    List<Map<String, AttributeValue>> all =
        table.items().stream()
            .filter(
                item ->
                    Long.remainderUnsigned(table.keys().keyOf(item).digest().low(), segments)
                        == segment)
            .toList();
    int start = 0;
    if (scan.hasExclusiveStartKey()) {
      start =
          all.stream()
                  .map(item -> table.keys().attributesOf(table.keys().keyOf(item)))
                  .toList()
                  .indexOf(scan.exclusiveStartKey())
              + 1;
    }
    List<Map<String, AttributeValue>> page =
        all.subList(start, (int) Math.min(all.size(), (long) start + pageItems));
    boolean more = start + page.size() < all.size();
    return ScanResponse.builder()
        .items(page)
        .count(page.size())
        .lastEvaluatedKey(
            more ? table.keys().attributesOf(table.keys().keyOf(page.get(page.size() - 1))) : null)
        .consumedCapacity(units(page.size()))
        .build();
  }

  private DescribeTableResponse describe(String name) {
    MemoryTable table = table(name);
    KeySchema keys = table.keys();
    TableDescription.Builder description =
        TableDescription.builder()
            .tableName(name)
            .tableStatus(status)
            .itemCount((long) table.items().size())
            .tableSizeBytes(tableBytes)
            .tableArn("arn:" + System.identityHashCode(table));
    List<KeySchemaElement> elements = new ArrayList<>();
    List<software.amazon.awssdk.services.dynamodb.model.AttributeDefinition> types =
        new ArrayList<>();
    for (String attribute : keys.names()) {
      boolean hash = attribute.equals(keys.hashKey());
      elements.add(
          KeySchemaElement.builder()
              .attributeName(attribute)
              .keyType(hash ? KeyType.HASH : KeyType.RANGE)
              .build());
      types.add(
          software.amazon.awssdk.services.dynamodb.model.AttributeDefinition.builder()
              .attributeName(attribute)
              .attributeType(hash ? keys.hashKeyType() : keys.rangeKeyType())
              .build());
    }
    return DescribeTableResponse.builder()
        .table(description.keySchema(elements).attributeDefinitions(types).build())
        .build();
  }
}
