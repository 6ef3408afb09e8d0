package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.replica.FailureTable;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class LegVerdictTest {
  /** What a region's part in a call may end with. */
  private enum Ending {
    REFUSED_BY_DYNAMODB(ConditionalCheckFailedException.builder().build()),
    CANCELLED(TransactionCanceledException.builder().build()),
    INTERRUPTED(AbortedException.create("interrupted")),
    THROTTLED(
        ProvisionedThroughputExceededException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("ProvisionedThroughputExceededException")
                    .build())
            .build()),
    TABLE_MISSING(
        ResourceNotFoundException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode("ResourceNotFoundException").build())
            .build()),
    UNKNOWN_HOST(new UnknownHostException("dynamodb.us-east-1.amazonaws.com")),
    REFUSED(new ConnectException("refused")),
    TIMED_OUT(new SocketTimeoutException("read timed out")),
    SERVER_ERROR(InternalServerErrorException.builder().statusCode(500).build());

    // Nobody changes it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Throwable thrown;

    Ending(Throwable thrown) {
      this.thrown = thrown;
    }
  }

  @ParameterizedTest
  @CsvSource({
    // ending, read, read again, write, write again, transaction again, control plane
    "REFUSED_BY_DYNAMODB, THROW, THROW, THROW, REFUSED_AFTER_ALL, REFUSED_AFTER_ALL, THROW",
    "CANCELLED, THROW, THROW, THROW, REFUSED_AFTER_ALL, THROW, THROW",
    "INTERRUPTED, THROW, THROW, THROW, THROW, THROW, THROW",
    "THROTTLED, NEXT, NEXT, NEXT, GIVE_UP, GIVE_UP, GIVE_UP",
    "TABLE_MISSING, NEXT, NEXT, NEXT, GIVE_UP, GIVE_UP, GIVE_UP",
    "UNKNOWN_HOST, NEXT, NEXT, NEXT, GIVE_UP, GIVE_UP, GIVE_UP",
    "REFUSED, NEXT, NEXT, NEXT, GIVE_UP, GIVE_UP, GIVE_UP",
    "TIMED_OUT, NEXT, NEXT, GIVE_UP, GIVE_UP, GIVE_UP, GIVE_UP",
    "SERVER_ERROR, NEXT, NEXT, REPEAT, GIVE_UP, GIVE_UP, REPEAT",
  })
  void verdict_ofEachEnding_isThatOfTheTable(
      Ending ending,
      LegVerdict read,
      LegVerdict readAgain,
      LegVerdict write,
      LegVerdict writeAgain,
      LegVerdict transactionAgain,
      LegVerdict controlPlane) {
    assertThat(verdict(ending, OperationKind.READ, true, false)).isEqualTo(read);
    assertThat(verdict(ending, OperationKind.READ, true, true)).isEqualTo(readAgain);
    assertThat(verdict(ending, OperationKind.STAMPED_WRITE, false, false)).isEqualTo(write);
    assertThat(verdict(ending, OperationKind.STAMPED_WRITE, false, true)).isEqualTo(writeAgain);
    assertThat(verdict(ending, OperationKind.TRANSACTION, false, true)).isEqualTo(transactionAgain);
    assertThat(verdict(ending, OperationKind.CONTROL_PLANE, false, false)).isEqualTo(controlPlane);
  }

  /** A transaction's token is known to the region alone that the first attempt went to. */
  @ParameterizedTest
  @CsvSource({
    // ending, read, write, transaction
    "REFUSED_BY_DYNAMODB, THROW, REFUSED_AFTER_ALL, REFUSED_AFTER_ALL",
    "INTERRUPTED, THROW, THROW, THROW",
    "THROTTLED, NEXT, NEXT, NEXT",
  })
  void verdict_whereARegionBeforeMayHaveCarriedItOut_tellsARefusalOnlyAsUnclear(
      Ending ending, LegVerdict read, LegVerdict write, LegVerdict transaction) {
    assertThat(verdictAfterUnclear(ending, OperationKind.READ, true)).isEqualTo(read);
    assertThat(verdictAfterUnclear(ending, OperationKind.STAMPED_WRITE, false)).isEqualTo(write);
    assertThat(verdictAfterUnclear(ending, OperationKind.TRANSACTION, false))
        .isEqualTo(transaction);
  }

  private static LegVerdict verdict(
      Ending ending, OperationKind kind, boolean reading, boolean repeated) {
    return LegVerdict.of(FailureTable.classify(ending.thrown), kind, reading, repeated, false);
  }

  private static LegVerdict verdictAfterUnclear(
      Ending ending, OperationKind kind, boolean reading) {
    return LegVerdict.of(FailureTable.classify(ending.thrown), kind, reading, false, true);
  }
}
