package io.github.dynamodbha.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The model against DynamoDB Local: the same random requests to both, and after each the same
 * answer, or the same error with the same item. What both hold is compared by a scan.
 */
@WithLocalRegions
class ModelTableTest {
  private static final int REQUESTS = 1_500;
  private static final int SCAN_EVERY = 100;

  @ParameterizedTest
  @CsvSource({"1,false", "2,true", "3,false", "4,true"})
  void model_whenAskedWhatDynamoDbLocalIsAsked_thenItSaysTheSame(
      long seed, boolean rangeKey, LocalRegions regions) {
    KeySchema keys =
        new KeySchema(
            "id",
            ScalarAttributeType.S,
            rangeKey ? "at" : null,
            rangeKey ? ScalarAttributeType.N : null);
    ModelTable model =
        new ModelTable(RandomRequests.TABLE, keys, seed, true, () -> 0, (key, before, after) -> {});
    RandomRequests requests = new RandomRequests(seed, keys);
    try (DynamoDbClient client = client(regions.regions().get(0))) {
      create(client, keys);
      for (int i = 0; i < REQUESTS; i++) {
        DynamoDbRequest request = requests.next();

        assertThat(outcome(() -> model.apply(request, Pages.of(3))))
            .as("request %s of seed %s: %s", i, seed, request)
            .isEqualTo(outcome(() -> send(client, request)));
        if (i % SCAN_EVERY == 0) {
          for (int limit = 1; limit <= 3; limit++) {
            int pageSize = limit;
            List<String> modelled =
                scan(s -> (ScanResponse) model.apply(s, Pages.of(pageSize)), limit);
            assertThat(modelled).isEqualTo(scan(client::scan, limit));
          }
        }
      }
    }
  }

  /** All items that are no tombstones, by segments and small pages. */
  private static List<String> scan(
      java.util.function.Function<ScanRequest, ScanResponse> table, int limit) {
    List<String> items = new ArrayList<>();
    for (int segment = 0; segment < 2; segment++) {
      Map<String, AttributeValue> start = null;
      do {
        ScanResponse page =
            table.apply(
                ScanRequest.builder()
                    .tableName(RandomRequests.TABLE)
                    .segment(segment)
                    .totalSegments(2)
                    .limit(limit)
                    .exclusiveStartKey(start)
                    .consistentRead(true)
                    .filterExpression("attribute_not_exists(#deleted) OR #deleted = :zero")
                    .expressionAttributeNames(Map.of("#deleted", "deleted"))
                    .expressionAttributeValues(Map.of(":zero", AttributeValue.fromN("0")))
                    .build());
        assertThat(page.scannedCount()).isLessThanOrEqualTo(limit);
        page.items().forEach(item -> items.add(text(item)));
        start =
            page.hasLastEvaluatedKey() && !page.lastEvaluatedKey().isEmpty()
                ? page.lastEvaluatedKey()
                : null;
      } while (start != null);
    }
    items.sort(null);
    return items;
  }

  private interface Ask {
    DynamoDbResponse ask();
  }

  /** What came of a request, as text that is equal where DynamoDB's answers are. */
  private static String outcome(Ask ask) {
    try {
      DynamoDbResponse answer = ask.ask();
      if (answer instanceof PutItemResponse put) {
        return "put " + text(put.attributes());
      } else if (answer instanceof DeleteItemResponse delete) {
        return "delete " + text(delete.attributes());
      } else if (answer instanceof UpdateItemResponse update) {
        return "update " + text(update.attributes());
      } else if (answer instanceof GetItemResponse get) {
        return "get " + get.hasItem() + text(get.item());
      } else if (answer instanceof BatchGetItemResponse batch) {
        return "batch "
            + batch.responses().getOrDefault(RandomRequests.TABLE, List.of()).stream()
                .map(ModelTableTest::text)
                .sorted()
                .toList()
            + batch.unprocessedKeys().keySet();
      }
      return answer.getClass().getSimpleName();
    } catch (ConditionalCheckFailedException failed) {
      return "condition failed " + text(failed.item());
    } catch (TransactionCanceledException cancelled) {
      return "cancelled "
          + cancelled.cancellationReasons().stream()
              .map(reason -> reason.code() + " " + text(reason.item()))
              .toList();
    } catch (DynamoDbException refused) {
      return refused.awsErrorDetails().errorCode();
    }
  }

  private static String text(Map<String, AttributeValue> item) {
    TreeMap<String, String> text = new TreeMap<>();
    item.forEach((name, value) -> text.put(name, text(value)));
    return text.toString();
  }

  /** Numbers and sets in one spelling. */
  private static String text(AttributeValue value) {
    return switch (value.type()) {
      case N -> "N" + Values.plain(Values.number(value));
      case SS -> "SS" + value.ss().stream().sorted().toList();
      case L -> "L" + value.l().stream().map(ModelTableTest::text).toList();
      case M -> "M" + text(value.m());
      default -> value.toString();
    };
  }

  private static DynamoDbResponse send(DynamoDbClient client, DynamoDbRequest request) {
    if (request instanceof PutItemRequest put) {
      return client.putItem(put);
    } else if (request instanceof DeleteItemRequest delete) {
      return client.deleteItem(delete);
    } else if (request instanceof UpdateItemRequest update) {
      return client.updateItem(update);
    } else if (request instanceof GetItemRequest get) {
      return client.getItem(get);
    } else if (request instanceof BatchGetItemRequest batch) {
      return client.batchGetItem(batch);
    }
    return client.transactWriteItems((TransactWriteItemsRequest) request);
  }

  private static DynamoDbClient client(LocalRegion region) {
    return DynamoDbClient.builder()
        .region(Region.of(region.name()))
        .endpointOverride(region.directEndpoint())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalRegions.freshAccessKey(), "secret")))
        .httpClient(Apache5HttpClient.create())
        .build();
  }

  private static void create(DynamoDbClient client, KeySchema keys) {
    List<KeySchemaElement> elements = new ArrayList<>();
    List<AttributeDefinition> definitions = new ArrayList<>();
    elements.add(
        KeySchemaElement.builder().attributeName(keys.hashKey()).keyType(KeyType.HASH).build());
    definitions.add(
        AttributeDefinition.builder()
            .attributeName(keys.hashKey())
            .attributeType(keys.hashKeyType())
            .build());
    if (keys.rangeKey() != null) {
      elements.add(
          KeySchemaElement.builder().attributeName(keys.rangeKey()).keyType(KeyType.RANGE).build());
      definitions.add(
          AttributeDefinition.builder()
              .attributeName(keys.rangeKey())
              .attributeType(keys.rangeKeyType())
              .build());
    }
    client.createTable(
        t ->
            t.tableName(RandomRequests.TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(elements)
                .attributeDefinitions(definitions));
  }

  /** Pages of a size, and nothing left to chance. */
  private record Pages(int pageSize) implements ModelTable.Choices {
    static Pages of(int size) {
      return new Pages(size);
    }

    @Override
    public boolean showsOld(long changedAtNanos) {
      return false;
    }

    @Override
    public int batch(int keys) {
      return keys;
    }
  }
}
