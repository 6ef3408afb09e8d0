package io.github.dynamodbha.simulation;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.protocol.Acknowledge;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must hold at the moment when a caller is told something. */
final class AcknowledgeChecks {
  private final Recorder recorder;
  private final Plan plan;
  private final Violations violations;

  AcknowledgeChecks(Recorder recorder, Plan plan, Violations violations) {
    this.recorder = recorder;
    this.plan = plan;
    this.violations = violations;
  }

  /** A write was acknowledged. */
  void acknowledged(CallRecord call, List<String> storedIn) {
    String version = java.util.Objects.requireNonNull(call.version());
    KeyJournal journal = recorder.journal(call.key());
    int required = plan.setup().acknowledge().required(plan.setup().regions());
    if (storedIn.size() < required) {
      violations.add(
          Properties.ACKNOWLEDGED_IS_STORED,
          call + " is said to be stored in " + storedIn + ", but " + required + " were asked for");
    }
    for (String region : storedIn) {
      if (!journal.everHeld(index(region), version)) {
        violations.add(
            Properties.ACKNOWLEDGED_IS_STORED,
            call + " is said to be stored in " + region + ", which never held it nor a newer one");
      }
    }
    String stored = call.greatestStored();
    if (!call.isInTransaction()
        && call.kind() != Plan.Kind.UPDATE
        && stored != null
        && stored.compareTo(version) > 0) {
      violations.add(
          Properties.ACKNOWLEDGED_IS_STORED,
          call + " is said to have another version than " + stored + ", which a region stored");
    }
    for (Map.Entry<Integer, @Nullable String> visit : call.visits().entrySet()) {
      String before = call.heldAtBegin(visit.getKey());
      if (before != null
          && before.compareTo(version) > 0
          && before.equals(visit.getValue())
          && !isExcused(call, before)) {
        violations.add(
            Properties.LATER_WRITE_WINS,
            call
                + " was answered by region "
                + visit.getKey()
                + ", which held "
                + before
                + " before it began and still does");
      }
    }
  }

  /**
   * The one case that is not promised: something else lay where the first round was stored, and the
   * clock of what another region holds is ahead by less than the time that the write was under way,
   * or than the writer's own clock jumped in it.
   */
  static boolean isExcused(CallRecord call, String before) {
    return call.replaceRefused()
        && Version.parse(before).orElseThrow().epochMicros() <= call.latestClockMicros();
  }

  private static int index(String region) {
    return Integer.parseInt(region.substring(region.lastIndexOf('-') + 1));
  }

  /**
   * A call failed.
   *
   * @param faults how many messages something had happened to until then
   */
  void failed(CallRecord call, int faults) {
    if (call.outcome() == CallRecord.Outcome.FAILED && faults == 0) {
      violations.add(Properties.NOTHING_FAILS, call + " failed although no region had");
    }
    if (call.outcome() == CallRecord.Outcome.FAILED
        && (call.kind() == Plan.Kind.PUT || call.kind() == Plan.Kind.DELETE)
        && !call.isInTransaction()
        && plan.setup().acknowledge() == Acknowledge.ONE
        && plan.setup().returnsOldOnFailure()
        && call.storedAnswered()
        && !call.refusedByOther()) {
      violations.add(
          Properties.STORED_IS_ACKNOWLEDGED,
          call + " failed although a region had answered that it holds it");
    }
  }

  /** A read of the newest state has ended. */
  void read(CallRecord call, @Nullable Map<String, AttributeValue> item) {
    if (item != null && !recorder.journal(call.key()).everHeld(item)) {
      violations.add(Properties.READ_IS_NEWEST, call + " shows what no region ever held: " + item);
    }
    for (Map.Entry<Integer, @Nullable String> shown : call.shown().entrySet()) {
      String held = shown.getValue();
      if (held != null && (call.version() == null || call.version().compareTo(held) < 0)) {
        violations.add(
            Properties.READ_IS_NEWEST,
            call + " was answered by region " + shown.getKey() + ", which held " + held);
      }
    }
  }
}
