package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.HistoryWriter;
import io.github.dynamodbha.cli.chaos.check.Outcome;
import io.github.dynamodbha.client.RegionsFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Makes calls, and keeps their history. One thread. */
final class Witness {
  private final String client;
  private final Caller caller;
  private final HistoryWriter history;
  private int calls;

  Witness(String client, Caller caller, HistoryWriter history) {
    this.client = client;
    this.caller = caller;
    this.history = history;
  }

  /** Makes calls by one request, each with a value that no other call has. */
  void call(List<PlannedCall> together) throws IOException {
    List<String> ids = together.stream().map(call -> client + "#" + calls++).toList();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      PlannedCall call = together.get(i);
      values.add(call.kind().stores() ? ids.get(i) : "");
      history.begin(ids.get(i), call.kind(), call.key(), values.get(i));
    }
    List<Answer> answers;
    String detail = "";
    try {
      answers = caller.call(together, values);
    } catch (ConditionalCheckFailedException refused) {
      answers = all(ids, Outcome.REFUSED);
    } catch (TransactionCanceledException cancelled) {
      answers = all(ids, isRefusal(cancelled) ? Outcome.REFUSED : Outcome.FAILED);
      detail = cancelled.toString();
    } catch (RegionsFailedException failed) {
      answers = all(ids, failed.writeMayHaveHappened() ? Outcome.UNKNOWN : Outcome.FAILED);
      detail = failed.toString();
    } catch (DynamoDbException failed) {
      answers = all(ids, failed.statusCode() < 500 ? Outcome.FAILED : Outcome.UNKNOWN);
      detail = failed.toString();
    } catch (SdkException failed) {
      answers = all(ids, Outcome.UNKNOWN);
      detail = failed.toString();
    } catch (RuntimeException | Error broken) {
      answers = all(ids, Outcome.UNEXPECTED);
      detail = broken.toString();
    }
    if (answers.get(0).outcome() == Outcome.REFUSED
        && together.stream().noneMatch(call -> call.kind().conditional())) {
      answers = all(ids, Outcome.UNEXPECTED);
      detail = "a condition was refused that the caller did not set";
    }
    for (int i = 0; i < ids.size(); i++) {
      Answer answer = answers.get(i);
      history.end(
          ids.get(i), answer.outcome(), answer.version(), answer.storedIn(), answer.read(), detail);
    }
  }

  private static List<Answer> all(List<String> ids, Outcome outcome) {
    return ids.stream().map(id -> Answer.of(outcome)).toList();
  }

  /** One that met another transaction is no refusal. */
  private static boolean isRefusal(TransactionCanceledException cancelled) {
    return cancelled.cancellationReasons().stream()
        .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
  }
}
