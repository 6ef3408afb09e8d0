package io.github.dynamodbha.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** What an answer says of its HTTP exchange, for an answer that is made of another one. */
final class Metadata {
  private static final int OK = 200;

  private Metadata() {}

  /**
   * Copies it.
   *
   * @param from the region's answer, or null if there is none to speak of: then what is copied says
   *     that the call succeeded and nothing else
   */
  static void copy(@Nullable DynamoDbResponse from, DynamoDbResponse.Builder to) {
    to.responseMetadata(
        from == null ? DefaultAwsResponseMetadata.create(Map.of()) : from.responseMetadata());
    to.sdkHttpResponse(
        from == null ? SdkHttpResponse.builder().statusCode(OK).build() : from.sdkHttpResponse());
  }
}
