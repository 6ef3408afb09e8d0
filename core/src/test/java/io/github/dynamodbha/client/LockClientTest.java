package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.dynamodbv2.AcquireLockOptions;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBLockClient;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBLockClientOptions;
import com.amazonaws.services.dynamodbv2.CreateDynamoDBTableOptions;
import com.amazonaws.services.dynamodbv2.LockItem;
import com.amazonaws.services.dynamodbv2.model.LockCurrentlyUnavailableException;
import com.amazonaws.services.dynamodbv2.model.LockNotGrantedException;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/**
 * AWS's lock client over ours, across a failover. What a lock promises while regions are apart is
 * in the last two tests, which show two holders.
 */
@WithLocalRegions
class LockClientTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";
  private static final String LOCK = "eclipse";

  /** No test waits for it. */
  private static final Duration LONG = Duration.ofMinutes(10);

  /** The lock client itself waits for it, once, before it steals. */
  private static final Duration SHORT = Duration.ofMillis(200);

  private static final ProvisionedThroughput THROUGHPUT =
      ProvisionedThroughput.builder().readCapacityUnits(100L).writeCapacityUnits(100L).build();

  private ClientRegions regions;

  @BeforeEach
  void start(LocalRegions localRegions) {
    regions = new ClientRegions(localRegions.heal());
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  @ParameterizedTest
  @EnumSource(ReplicationMode.class)
  void lock_acrossAFailover_isRenewedAndReleased(ReplicationMode mode) throws Exception {
    try (DynamoDbClient client = open(mode);
        AmazonDynamoDBLockClient one = locks(client, "one", LONG);
        AmazonDynamoDBLockClient two = locks(client, "two", LONG)) {
      LockItem lock = one.acquireLock(lock(LONG));
      assertThatExceptionOfType(LockCurrentlyUnavailableException.class)
          .isThrownBy(() -> two.acquireLock(impatient()));

      failOver(mode);
      one.sendHeartbeat(lock);

      assertThatExceptionOfType(LockCurrentlyUnavailableException.class)
          .isThrownBy(() -> two.acquireLock(impatient()));
      assertThat(one.releaseLock(lock)).isTrue();
      assertThat(two.acquireLock(impatient()).getOwnerName()).isEqualTo("two");
      assertThat(owner(WEST)).isEqualTo("two");
    }
  }

  @ParameterizedTest
  @EnumSource(ReplicationMode.class)
  void lock_whoseHolderIsGone_isStolenAfterAFailover(ReplicationMode mode) throws Exception {
    try (DynamoDbClient client = open(mode);
        AmazonDynamoDBLockClient gone = locks(client, "gone", SHORT);
        AmazonDynamoDBLockClient thief = locks(client, "thief", LONG)) {
      LockItem lost = gone.acquireLock(lock(LONG));

      failOver(mode);
      LockItem stolen = thief.acquireLock(lock(LONG));

      assertThat(stolen.getOwnerName()).isEqualTo("thief");
      assertThatExceptionOfType(LockNotGrantedException.class)
          .isThrownBy(() -> gone.sendHeartbeat(lost));
      assertThat(owner(WEST)).isEqualTo("thief");
    }
  }

  @Test
  void lock_thatAwsHasNotReplicatedYet_isGrantedTwiceAfterAFailover() throws Exception {
    try (DynamoDbClient client = open(ReplicationMode.GLOBAL_TABLES);
        AmazonDynamoDBLockClient one = locks(client, "one", LONG);
        AmazonDynamoDBLockClient two = locks(client, "two", LONG)) {
      one.acquireLock(lock(LONG));

      regions.region(EAST).inject(Fault.down());

      assertThat(two.acquireLock(impatient()).getOwnerName()).isEqualTo("two");
    }
  }

  @Test
  void lock_whileRegionsAreApart_isGrantedTwiceAndHasOneHolderAfterASync() throws Exception {
    // The callers of one side reach the first region only, those of the other the second.
    try (DynamoDbClient here = open(ReplicationMode.CLIENT)) {
      try (AmazonDynamoDBLockClient one = locks(here, "one", LONG)) {
        regions.region(WEST).inject(Fault.down());
        one.acquireLock(lock(LONG));
        regions.region(WEST).heal();
        regions.region(EAST).inject(Fault.down());
        try (DynamoDbClient there = client(ReplicationMode.CLIENT);
            AmazonDynamoDBLockClient two = locks(there, "two", LONG)) {
          assertThat(two.acquireLock(impatient()).getOwnerName()).isEqualTo("two");
          regions.region(EAST).heal();
          assertThat(owner(EAST)).isEqualTo("one");
          assertThat(owner(WEST)).isEqualTo("two");

          try (var table = regions.table()) {
            assertThat(table.syncRegions().complete()).isTrue();
          }

          assertThat(owner(EAST)).isEqualTo("two");
          assertThat(owner(WEST)).isEqualTo("two");
          // Uses up the connection that was lost with the region: a release that is refused after
          // it was sent there would be told as one that may have happened.
          assertThat(here.scan(r -> r.tableName(TABLE)).items()).hasSize(1);
        }
      }
    }
  }

  /** The lock client's own way to make its table, through ours or in each region. */
  private DynamoDbClient open(ReplicationMode mode) {
    DynamoDbClient client = client(mode);
    if (mode == ReplicationMode.CLIENT) {
      createTable(client);
    } else {
      regions.inEach(LockClientTest::createTable);
    }
    return client;
  }

  private DynamoDbClient client(ReplicationMode mode) {
    return ClientFace.SYNC.open(regions, b -> b.replication(mode).timeout(TwoWorlds.TIMEOUT));
  }

  private static void createTable(DynamoDbClient client) {
    AmazonDynamoDBLockClient.createLockTableInDynamoDB(
        CreateDynamoDBTableOptions.builder(client, THROUGHPUT, TABLE)
            .withPartitionKeyName("name")
            .build());
  }

  /** With AWS's replication having done its work, where it is AWS that replicates. */
  private void failOver(ReplicationMode mode) {
    if (mode == ReplicationMode.GLOBAL_TABLES) {
      regions
          .bare(EAST)
          .scan(r -> r.tableName(TABLE))
          .items()
          .forEach(item -> regions.bare(WEST).putItem(r -> r.tableName(TABLE).item(item)));
    }
    regions.region(EAST).inject(Fault.down());
  }

  private String owner(String region) {
    List<Map<String, AttributeValue>> locks =
        regions.bare(region).scan(r -> r.tableName(TABLE)).items();
    assertThat(locks).hasSize(1);
    return Objects.requireNonNull(locks.get(0).get("ownerName")).s();
  }

  private static AmazonDynamoDBLockClient locks(
      DynamoDbClient client, String owner, Duration lease) {
    return new AmazonDynamoDBLockClient(
        AmazonDynamoDBLockClientOptions.builder(client, TABLE)
            .withPartitionKeyName("name")
            .withOwnerName(owner)
            .withTimeUnit(TimeUnit.MILLISECONDS)
            .withLeaseDuration(lease.toMillis())
            .withHeartbeatPeriod(1L)
            .withCreateHeartbeatBackgroundThread(false)
            .build());
  }

  /** Waits as long as need be. */
  private static AcquireLockOptions lock(Duration patience) {
    return AcquireLockOptions.builder(LOCK)
        .withTimeUnit(TimeUnit.MILLISECONDS)
        .withRefreshPeriod(10L)
        .withAdditionalTimeToWaitForLock(patience.toMillis())
        .build();
  }

  /** Looks once, and goes away. */
  private static AcquireLockOptions impatient() {
    return AcquireLockOptions.builder(LOCK).withShouldSkipBlockingWait(true).build();
  }
}
