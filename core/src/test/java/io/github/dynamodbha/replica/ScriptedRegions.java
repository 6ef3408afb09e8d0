package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.TableFormat;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Several scripted regions with one table, in order of preference. */
public final class ScriptedRegions {
  /** The table's name in every region. */
  public static final String TABLE = "users";

  /** Its key. */
  public static final KeySchema KEYS = new KeySchema("id", ScalarAttributeType.S, null, null);

  /** Its format. */
  public static final TableFormat FORMAT = new TableFormat(KEYS, ItemFormat.DEFAULT);

  private final ManualTimer timer = new ManualTimer();
  private final List<ScriptedRegion> regions;

  /** Makes regions with an empty table each. */
  public ScriptedRegions(String... names) {
    regions = Stream.of(names).map(name -> new ScriptedRegion(name, timer)).toList();
    regions.forEach(region -> region.create(TABLE, KEYS));
  }

  /** A region by its place. */
  public ScriptedRegion get(int index) {
    return regions.get(index);
  }

  /** All of them. */
  public List<ScriptedRegion> all() {
    return regions;
  }

  /** Their time. */
  public ManualTimer timer() {
    return timer;
  }

  /** The product's replicas of the table. */
  public List<Replica> replicas() {
    return regions.stream().map(region -> region.replica(TABLE)).toList();
  }

  /** The items of these. */
  public List<ReplicaItems> items() {
    return ReplicaItems.of(replicas(), FORMAT, CallSettings.COUNTING);
  }

  /** A deadline for a whole call, from now. */
  public Deadline deadline() {
    return Deadline.after(Duration.ofSeconds(5), timer);
  }

  /** What follows when a region's name can't be looked up. */
  public static Throwable unknownHost() {
    return SdkClientException.create("no host", new UnknownHostException("region.invalid"));
  }

  /** What follows when no reply comes. */
  public static Throwable timeout() {
    return ApiCallTimeoutException.builder().message("no reply in time").build();
  }

  /** What a region answers to a bad request. */
  public static Throwable refusal() {
    return error(400, "ValidationException");
  }

  /** The same refusal, of an attempt before which another one got no answer. */
  public static <T extends Throwable> T afterUnclear(T refusal) {
    refusal.addSuppressed(new UnclearAttemptException());
    return refusal;
  }

  /** An error of the service. */
  public static Throwable error(int status, String code) {
    return DynamoDbException.builder()
        .message(code)
        .statusCode(status)
        .awsErrorDetails(
            software.amazon.awssdk.awscore.exception.AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(code)
                .build())
        .build();
  }
}
