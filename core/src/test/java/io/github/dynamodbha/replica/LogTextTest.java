package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class LogTextTest {
  private static String text(Throwable thrown) {
    return FailureTable.classify(thrown).describeForLog();
  }

  @Test
  void answer_isToldByItsCode_andNotByItsWords() {
    String text =
        text(
            DynamoDbException.builder()
                .message("cannot be converted to a numeric value: 12 Main Street")
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode("ValidationException")
                        .errorMessage("cannot be converted to a numeric value: 12 Main Street")
                        .build())
                .statusCode(400)
                .requestId("ABC")
                .build());

    assertThat(text)
        .isEqualTo("refused by DynamoDB (ValidationException, HTTP 400, request id ABC)");
  }

  @Test
  void answer_whenItHasNoCodeAndNoRequestId_thenIsToldByItsTypeAndStatus() {
    assertThat(text(DynamoDbException.builder().message("12 Main Street").statusCode(503).build()))
        .isEqualTo("server error (DynamoDbException, HTTP 503)");
  }

  @Test
  void connection_isToldInItsOwnWords_withoutThoseOfWhatWrapsIt() {
    assertThat(text(SdkClientException.create("12 Main Street", new ConnectException("to x:443"))))
        .isEqualTo("connection refused: to x:443");
    assertThat(text(new UnknownHostException("dynamodb.us-east-1.amazonaws.com")))
        .isEqualTo("unknown host: dynamodb.us-east-1.amazonaws.com");
    assertThat(text(new ConnectException())).isEqualTo("connection refused (ConnectException)");
  }

  @Test
  void anythingElse_isToldByItsTypeOnly() {
    assertThat(
            text(SdkClientException.create("no", new IOException("unexpected '12 Main Street'"))))
        .isEqualTo("connection lost (SdkClientException)");
    assertThat(text(new IllegalArgumentException("The attribute holds 12 Main Street")))
        .isEqualTo("refused by the client (IllegalArgumentException)");
  }
}
