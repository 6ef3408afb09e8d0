package io.github.dynamodbha.simulation;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.simulation.Plan.FaultRates;
import io.github.dynamodbha.simulation.Plan.Initial;
import io.github.dynamodbha.simulation.Plan.Mode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Three model regions for a test that tells each what it holds. */
public final class ThreeRegions {
  private final World world;

  /** Three regions with so many keys. */
  public ThreeRegions(int keys) {
    world = new World(plan(keys), Set.of(), new Trace(false), new Violations());
  }

  private static Plan plan(int keys) {
    return new Plan(
        1,
        new Plan.Setup(
            3,
            keys,
            false,
            List.of(0L, 0L),
            5_000,
            Acknowledge.ONE,
            1,
            true,
            true,
            0,
            FaultRates.NONE,
            false,
            false,
            false,
            false,
            1,
            Collections.nCopies(keys, Initial.ABSENT)),
        List.of(),
        Set.of());
  }

  /** A region holds an item of this version. */
  public void store(int region, int key, Version version) {
    world.tables().get(region).store(world.keyText(key), item(key, version));
  }

  /** The item of a version. */
  public Map<String, AttributeValue> item(int key, Version version) {
    Map<String, AttributeValue> item = world.item(key, version.text());
    item.put("last_updated", AttributeValue.fromS(version.text()));
    return item;
  }

  /** Requests to a region vanish. */
  public void blackHole(int region) {
    world.network().mode(region, Mode.BLACK_HOLE);
  }

  /** The product's view of the regions. */
  public List<ReplicaItems> items() {
    SimulatedProcess process = new SimulatedProcess("client", world.scheduler(), world.clock(0));
    return ReplicaItems.of(world.replicas(process), world.format(), CallSettings.NONE);
  }

  /** The time in the simulation. */
  public long nanoTime() {
    return world.scheduler().now();
  }

  /** Lets happen what is under way until this is true. */
  public void await(BooleanSupplier done) {
    world.scheduler().await(done);
  }

  /** Lets all happen that is under way. */
  public void drain() {
    world.scheduler().drain();
  }

  /** What version of a key each region holds; null for none. */
  public List<@Nullable String> versions(int key) {
    String[] versions = new String[world.tables().size()];
    for (int i = 0; i < versions.length; i++) {
      versions[i] = Recorder.version(world.tables().get(i).held(world.keyText(key)));
    }
    return Arrays.asList(versions);
  }
}
