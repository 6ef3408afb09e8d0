package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * DynamoDB's error replies that the gate gives by itself. They carry no {@code x-amz-crc32}:
 * clients check it only where it is present.
 */
final class ErrorReply {

  private static final String NAMESPACE = "com.amazonaws.dynamodb.v20120810#";

  private ErrorReply() {}

  static byte[] internalServerError() {
    return reply(
        "500 Internal Server Error",
        "{\"__type\":\""
            + NAMESPACE
            + "InternalServerError\",\"message\":\"Internal server error (injected by the gate)\"}");
  }

  static byte[] serviceUnavailable() {
    return reply(
        "503 Service Unavailable",
        "{\"__type\":\""
            + NAMESPACE
            + "ServiceUnavailable\",\"message\":\"Service unavailable (injected by the gate)\"}");
  }

  static byte[] throttle() {
    return reply(
        "400 Bad Request",
        "{\"__type\":\""
            + NAMESPACE
            + "ProvisionedThroughputExceededException\",\"message\":\"The level of configured provisioned throughput"
            + " for the table was exceeded (injected by the gate)\"}");
  }

  static byte[] tableMissing() {
    return reply(
        "400 Bad Request",
        "{\"__type\":\""
            + NAMESPACE
            + "ResourceNotFoundException\",\"message\":\"Requested resource not found (injected by the gate)\"}");
  }

  /** Comes from the service's framework, not from DynamoDB itself, so type and field differ. */
  static byte[] accessDenied(String region, String operation, String tableName) {
    return reply(
        "400 Bad Request",
        "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"Message\":\"User:"
            + " arn:aws:iam::000000000000:user/local is not authorized to perform: dynamodb:"
            + operation
            + " on resource: arn:aws:dynamodb:"
            + region
            + ":000000000000:table/"
            + tableName
            + " because no identity-based policy allows the dynamodb:"
            + operation
            + " action (injected by the gate)\"}");
  }

  private static byte[] reply(String status, String body) {
    return ("HTTP/1.1 "
            + status
            + "\r\nx-amzn-RequestId: INJECTEDBYTHEGATE"
            + "\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(US_ASCII);
  }
}
