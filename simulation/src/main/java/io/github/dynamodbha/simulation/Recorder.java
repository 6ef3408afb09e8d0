package io.github.dynamodbha.simulation;

import io.github.dynamodbha.item.CopyOrder;
import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.TableFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Writes down what happens, for the checks. */
final class Recorder implements Network.Observer {
  private final Scheduler scheduler;
  private final TableFormat format;
  private final List<ModelTable> tables;
  private final Map<Integer, Map<String, CallRecord>> calls = new LinkedHashMap<>();
  private final Map<String, KeyJournal> journals = new HashMap<>();
  private final Violations violations;
  private long changes;

  Recorder(
      Scheduler scheduler, TableFormat format, List<ModelTable> tables, Violations violations) {
    this.scheduler = scheduler;
    this.format = format;
    this.tables = tables;
    this.violations = violations;
  }

  /** All calls; a transaction is one for each item that it writes. */
  List<CallRecord> calls() {
    return calls.values().stream().flatMap(parts -> parts.values().stream()).toList();
  }

  @Nullable CallRecord call(int id, String key) {
    return parts(id).get(key);
  }

  boolean hasBegun(int id) {
    return calls.containsKey(id);
  }

  private Map<String, CallRecord> parts(int id) {
    return calls.getOrDefault(id, Map.of());
  }

  KeyJournal journal(String key) {
    return journals.computeIfAbsent(key, any -> new KeyJournal());
  }

  /** How many changes all regions have seen. */
  long changes() {
    return changes;
  }

  CallRecord begin(int id, Plan.Kind kind, boolean transaction, String key) {
    List<@Nullable String> held = new ArrayList<>();
    for (ModelTable table : tables) {
      held.add(version(table.held(key)));
    }
    CallRecord call = new CallRecord(id, kind, transaction, key, scheduler.steps(), held);
    calls.computeIfAbsent(id, any -> new LinkedHashMap<>()).put(key, call);
    return call;
  }

  /** What a region's table tells of its changes. */
  ModelTable.Journal journalOf(int region) {
    return (key, before, after) -> {
      changes++;
      int operation = scheduler.context();
      grows(key, before, after);
      if (after == null) {
        journal(key).purged(scheduler.steps());
      } else {
        ItemCopy copy = format.copyOf(after);
        oneImage(key, copy, version(after));
        journal(key)
            .stored(
                new KeyJournal.Change(scheduler.steps(), region, version(after), operation, copy));
      }
      scheduler
          .trace()
          .note(
              scheduler.now(),
              () -> "    region " + region + " holds " + text(after) + " under " + key);
    };
  }

  /** Whatever is written, to whichever replica: it takes a newer state there, or is refused. */
  private void grows(
      String key,
      @Nullable Map<String, AttributeValue> before,
      @Nullable Map<String, AttributeValue> after) {
    if (before == null || before.isEmpty()) {
      return;
    }
    ItemCopy held = format.copyOf(before);
    if (after == null ? !held.isTombstone() : newer(held, format.copyOf(after))) {
      violations.add(
          Properties.ONLY_GROWS, key + " was " + text(before) + " and is " + text(after) + " now");
    }
  }

  /** Of the old format, two writes may share a version. */
  private void oneImage(String key, ItemCopy copy, @Nullable String version) {
    ItemCopy twin = journal(key).twin(copy, version);
    if (twin != null && java.util.Objects.requireNonNull(version).contains("~")) {
      violations.add(
          Properties.ONE_IMAGE, key + " is " + text(twin.image()) + " and " + text(copy.image()));
    }
  }

  private static boolean newer(ItemCopy held, ItemCopy now) {
    return CopyOrder.OLDEST_FIRST.compare(held, now) > 0 && held.version() != null;
  }

  private static String text(@Nullable Map<String, AttributeValue> item) {
    if (item == null || item.isEmpty()) {
      return "nothing";
    }
    AttributeValue value = item.get("value");
    return (item.containsKey("deleted") ? "tombstone" : value == null ? "item" : value.s())
        + " "
        + version(item);
  }

  static @Nullable String version(Map<String, AttributeValue> item) {
    AttributeValue version = item.get(ItemFormat.DEFAULT.versionAttribute());
    return version == null ? null : version.s();
  }

  @Override
  public void sent(Message message) {
    if (message.request() instanceof PutItemRequest put) {
      CallRecord call = call(message.id().operation(), tables.get(0).keyText(put.item()));
      if (call != null && call.writes()) {
        call.noteSent(version(put.item()));
        String earlier = Requests.replaced(put);
        if (earlier != null) {
          call.noteReplacing(earlier, message.region());
        }
      }
    }
  }

  @Override
  public void delivered(Message message) {
    scheduler.trace().mix(scheduler.now(), message.id().hashCode());
    for (String key : parts(message.id().operation()).keySet()) {
      message.heldAfter(key, version(tables.get(message.region()).held(key)));
    }
    scheduler
        .trace()
        .note(
            scheduler.now(),
            () ->
                message
                    + (message.refusal() == null
                        ? " is carried out"
                        : ": " + message.refusal().getClass().getSimpleName()));
  }

  @Override
  public void replied(Message message) {
    scheduler.trace().mix(scheduler.now(), -message.id().hashCode());
    scheduler
        .trace()
        .note(
            scheduler.now(),
            () ->
                message
                    + (message.refusal() == null
                        ? " is answered"
                        : " fails: " + message.refusal().getClass().getSimpleName()));
    Set<String> keys = Requests.keys(message.request(), tables.get(0));
    for (CallRecord call : parts(message.id().operation()).values()) {
      if (keys.contains(call.key()) && call.outcome() == open()) {
        replied(call, message);
      }
    }
  }

  private void replied(CallRecord call, Message message) {
    boolean refused = message.refusal() instanceof ConditionalCheckFailedException;
    boolean silent =
        message.refusal() instanceof ConditionalCheckFailedException check && !check.hasItem();
    boolean answered = message.answer() != null || refused;
    if (message.request() instanceof GetItemRequest && answered) {
      call.shown().put(message.region(), message.heldAfter(call.key()));
    }
    if (!call.writes() || !answered) {
      return;
    }
    if (message.request() instanceof PutItemRequest put) {
      visited(call, message, refused, version(put.item()), Requests.isExactReplace(put));
    } else if (!silent
        && (message.request() instanceof UpdateItemRequest
            || message.request() instanceof TransactWriteItemsRequest)) {
      call.visits().put(message.region(), message.heldAfter(call.key()));
    }
  }

  private static CallRecord.Outcome open() {
    return CallRecord.Outcome.OPEN;
  }

  private void visited(
      CallRecord call, Message message, boolean refused, @Nullable String ours, boolean replace) {
    if (message.refusal() instanceof ConditionalCheckFailedException check && !check.hasItem()) {
      // An engine that doesn't say what it holds has answered only once it is asked for that.
      call.noteRefusedByOther();
      if (replace && !java.util.Objects.equals(message.heldAfter(call.key()), ours)) {
        call.noteReplaceRefused(Requests.replaced(message.request()));
      }
      return;
    }
    call.visits().put(message.region(), message.heldAfter(call.key()));
    boolean equal =
        message.refusal() instanceof ConditionalCheckFailedException check
            && java.util.Objects.equals(version(check.item()), ours);
    String earlier = Requests.replaced(message.request());
    if (earlier != null) {
      call.noteReplaced(earlier, message.region());
    }
    if (refused && replace) {
      call.noteReplaceRefused(earlier);
    } else if (refused && !equal) {
      call.noteRefusedByOther();
    } else {
      call.noteStored(message.region(), ours);
    }
  }
}
