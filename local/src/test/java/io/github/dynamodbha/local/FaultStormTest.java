package io.github.dynamodbha.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * All faults in quick succession under traffic: the gate loses no acknowledged write, invents none,
 * and heals.
 */
@WithLocalRegions("storm-1")
class FaultStormTest {

  private static final int CLIENTS = 6;
  private static final int CHANGES = 200;
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final LocalRegion region;
  private final AtomicBoolean storm = new AtomicBoolean(true);

  FaultStormTest(LocalRegions regions) {
    region = regions.region("storm-1");
  }

  @Test
  void gate_whenFaultsChangeUnderTraffic_thenAcknowledgedWritesAreThereAndItHeals()
      throws Exception {
    TestTable created = TestTable.created(region);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<List<String>>> acknowledged = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        acknowledged.add(clients.submit(() -> write(created.at(region.endpoint()), client)));
      }
      Random random = new Random(20_261_122);
      List<Fault> faults =
          List.of(
              Fault.down(),
              Fault.blackHole(),
              Fault.hang().times(2),
              Fault.reset(),
              Fault.latency(Duration.ofMillis(20), 0.5),
              Fault.internalServerError(),
              Fault.throttle().onOperation("GetItem"),
              Fault.accessDenied(),
              Fault.tableMissing().times(2),
              Fault.lostReply().times(3));
      for (int i = 0; i < CHANGES; i++) {
        long before = region.requests();
        region.inject(faults.get(random.nextInt(faults.size())));
        region.heal();
        while (region.requests() == before) {
          Thread.onSpinWait(); // traffic flows again after every fault
        }
      }
      storm.set(false);
      TestTable direct = created.at(region.directEndpoint());
      for (Future<List<String>> writes : acknowledged) {
        assertThat(writes.get()).isNotEmpty();
        for (String id : writes.get()) {
          assertThat(direct.get(id)).contains("\"" + id + "\"");
        }
      }
    } finally {
      storm.set(false);
      clients.shutdownNow();
    }
  }

  /**
   * Writes until the storm is over, and once more, which must succeed; returns what was
   * acknowledged.
   */
  private List<String> write(TestTable table, int client) throws Exception {
    List<String> acknowledged = new ArrayList<>();
    for (int n = 0; storm.get(); n++) {
      String id = client + "-" + n;
      try {
        if (table
                .call(table.request("PutItem").timeout(PATIENCE), TestTable.putJson(id, id))
                .statusCode()
            == 200) {
          acknowledged.add(id);
        }
      } catch (IOException e) {
        // That is what a fault does.
      }
    }
    table.put("last-" + client, "last-" + client);
    acknowledged.add("last-" + client);
    return acknowledged;
  }
}
