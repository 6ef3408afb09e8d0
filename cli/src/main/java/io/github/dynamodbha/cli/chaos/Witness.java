package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.CallKind;
import io.github.dynamodbha.cli.chaos.check.HistoryWriter;
import io.github.dynamodbha.cli.chaos.check.Outcome;
import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

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

  /** Makes one call, with a value that no other call has. */
  void call(PlannedCall call) throws IOException {
    String id = client + "#" + calls++;
    String value = call.kind().stores() ? id : "";
    history.begin(id, call.kind(), call.key(), value);
    Answer answer;
    String detail = "";
    try {
      answer = caller.call(call, value);
    } catch (ConditionalCheckFailedException refused) {
      answer = Answer.of(Outcome.REFUSED);
    } catch (SdkException failed) {
      answer = Answer.of(Outcome.UNKNOWN);
      detail = failed.toString();
    } catch (RuntimeException | Error broken) {
      answer = Answer.of(Outcome.UNEXPECTED);
      detail = broken.toString();
    }
    boolean refused = answer.outcome() == Outcome.REFUSED;
    boolean conditional =
        call.kind() == CallKind.CONDITIONAL_PUT || call.kind() == CallKind.CONDITIONAL_DELETE;
    if (refused && !conditional) {
      answer = Answer.of(Outcome.UNEXPECTED);
      detail = "a condition was refused that the caller did not set";
    }
    history.end(id, answer.outcome(), answer.version(), answer.storedIn(), answer.read(), detail);
  }
}
