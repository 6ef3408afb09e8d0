package io.github.dynamodbha.cli.demo;

import io.github.dynamodbha.local.LocalRegion;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One region as any other client sees it: the bare SDK, none of our code between. */
final class RawRegion implements AutoCloseable {
  private final DynamoDbClient client;

  RawRegion(LocalRegion region, AwsCredentialsProvider credentials) {
    client =
        DynamoDbClient.builder()
            .endpointOverride(region.endpoint())
            .region(Region.of(region.name()))
            .credentialsProvider(credentials)
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
  }

  /** Every item of the table by its name, strongly consistent. */
  Map<String, Map<String, AttributeValue>> items(String table) {
    Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
    client
        .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
        .items()
        .forEach(item -> items.put(item.getOrDefault("name", AttributeValue.fromS("")).s(), item));
    return items;
  }

  @Override
  public void close() {
    client.close();
  }
}
