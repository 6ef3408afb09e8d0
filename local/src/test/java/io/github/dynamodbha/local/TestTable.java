package io.github.dynamodbha.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A table {@code things} with hash key {@code id}, seen through one endpoint by DynamoDB's JSON
 * protocol.
 */
final class TestTable {

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI endpoint;
  private final String accessKey;
  private final String region;

  TestTable(URI endpoint, String accessKey, String region) {
    this.endpoint = endpoint;
    this.accessKey = accessKey;
    this.region = region;
  }

  static TestTable in(LocalRegion region) {
    return new TestTable(region.endpoint(), LocalRegions.freshAccessKey(), region.name());
  }

  static TestTable created(LocalRegion region) throws Exception {
    return in(region).create();
  }

  /** The same table past the gate, or in another region. */
  TestTable at(URI otherEndpoint) {
    return new TestTable(otherEndpoint, accessKey, region);
  }

  HttpRequest.Builder request(String operation) {
    return HttpRequest.newBuilder(endpoint)
        .header("X-Amz-Target", "DynamoDB_20120810." + operation)
        .header("X-Amz-Date", "20260101T000000Z")
        .header("Content-Type", "application/x-amz-json-1.0")
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential="
                + accessKey
                + "/20260101/"
                + region
                + "/dynamodb/aws4_request, SignedHeaders=host, Signature=00")
        .timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> call(HttpRequest.Builder request, String json)
      throws IOException, InterruptedException {
    return client.send(
        request.POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> call(String operation, String json)
      throws IOException, InterruptedException {
    return call(request(operation), json);
  }

  private String must(String operation, String json) throws IOException, InterruptedException {
    HttpResponse<String> reply = call(operation, json);
    if (reply.statusCode() != 200) {
      throw new IOException(operation + ": " + reply.statusCode() + " " + reply.body());
    }
    return reply.body();
  }

  TestTable create() throws IOException, InterruptedException {
    String created =
        must(
            "CreateTable",
            "{\"TableName\":\"things\",\"BillingMode\":\"PAY_PER_REQUEST\",\"KeySchema\":"
                + "[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],\"AttributeDefinitions\":"
                + "[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"}]}");
    if (!created.contains("TableDescription")) {
      throw new IOException(created);
    }
    // dynalite, as DynamoDB, creates in the background; each look is a request, so this does not
    // spin.
    while (!must("DescribeTable", "{\"TableName\":\"things\"}").contains("\"ACTIVE\"")) {
      Thread.onSpinWait();
    }
    return this;
  }

  static String putJson(String id, String value) {
    return "{\"TableName\":\"things\",\"Item\":{\"id\":{\"S\":\"%s\"},\"v\":{\"S\":\"%s\"}}}"
        .formatted(id, value);
  }

  static String getJson(String id) {
    return "{\"TableName\":\"things\",\"ConsistentRead\":true,\"Key\":{\"id\":{\"S\":\"%s\"}}}"
        .formatted(id);
  }

  static String batchJson(String... ids) {
    String keys =
        Arrays.stream(ids)
            .map("{\"id\":{\"S\":\"%s\"}}"::formatted)
            .collect(Collectors.joining(","));
    return "{\"RequestItems\":{\"things\":{\"Keys\":[" + keys + "],\"ConsistentRead\":true}}}";
  }

  TestTable put(String id, String value) throws IOException, InterruptedException {
    String reply = must("PutItem", putJson(id, value));
    if (!reply.equals("{}")) {
      throw new IOException(reply);
    }
    return this;
  }

  /** GetItem's whole reply, {@code {}} if there is no item. */
  String get(String id) throws IOException, InterruptedException {
    return must("GetItem", getJson(id));
  }

  /** As {@link #get}, for where nothing may be thrown. */
  String peek(String id) {
    try {
      return get(id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String listTables() throws IOException, InterruptedException {
    return must("ListTables", "{}");
  }
}
