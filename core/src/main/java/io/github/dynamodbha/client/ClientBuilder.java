package io.github.dynamodbha.client;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.replica.ConnectionSettings;
import io.github.dynamodbha.replica.DefaultCredentials;
import io.github.dynamodbha.replica.Replica;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Builds a drop-in client; not thread-safe. Required: two or more regions, in order of preference,
 * and a {@link #replication}. A setting that is given as null is refused by an {@link
 * IllegalArgumentException}.
 *
 * @param <B> the builder itself
 * @param <C> what it builds
 */
public abstract sealed class ClientBuilder<B extends ClientBuilder<B, C>, C>
    permits HighlyAvailableDynamoDbClient.Builder, HighlyAvailableDynamoDbAsyncClient.Builder {

  /** As many as a call's route can count; AWS has fewer. */
  private static final int MAX_REGIONS = 64;

  /** Enough for the slow tail, too little to double the load of a region that is short of it. */
  private static final double DEFAULT_HEDGING = 0.05;

  /** Spreads trials and shares; shared by threads, unlike {@code ThreadLocalRandom.current()}. */
  private static final Random RANDOM = new Random();

  private final List<RegionSettings> regions = new ArrayList<>();
  private final Map<String, ReplicationMode> modes = new HashMap<>();
  private @Nullable ReplicationMode mode;
  private @Nullable AwsCredentialsProvider credentialsProvider;
  private Duration timeout = ConnectionSettings.DEFAULT.timeout();
  private Duration connectTimeout = ConnectionSettings.DEFAULT.connectTimeout();
  private int maxConnections = ConnectionSettings.DEFAULT.maxConnections();

  private @Nullable Supplier<Set<String>> exclusions;
  private double hedging = DEFAULT_HEDGING;
  private ClientListener listener = ClientListener.NONE;
  private Acknowledge acknowledge = Acknowledge.ONE;
  private String versionAttribute = ItemFormat.DEFAULT.versionAttribute();
  private String deletedAttribute = ItemFormat.DEFAULT.deletedAttribute();
  private InstantSource clock = InstantSource.system();

  ClientBuilder() {}

  abstract B self();

  /**
   * Builds the client. No region need be up.
   *
   * @throws IllegalArgumentException if there are fewer than two regions, one is repeated, no
   *     replication is chosen, or a time or number is out of range
   */
  public abstract C build();

  /** Adds AWS regions, in order of preference. */
  public B regions(String... names) {
    return regions(Arrays.asList(names));
  }

  /** Adds AWS regions, in order of preference. */
  public B regions(List<String> names) {
    names.forEach(name -> region(region -> region.region(given(name, "regions"))));
    return self();
  }

  /** Adds a region with settings of its own, after those added before. */
  public B region(Consumer<RegionSettings.Builder> region) {
    RegionSettings.Builder settings = RegionSettings.builder();
    region.accept(settings);
    regions.add(settings.build());
    return self();
  }

  /** Who keeps the tables the same in all regions. Required. */
  public B replication(ReplicationMode mode) {
    this.mode = given(mode, "replication");
    return self();
  }

  /** Who keeps this table the same in all regions; default: as for the other tables. */
  public B replication(String table, ReplicationMode mode) {
    modes.put(given(table, "replication's table"), given(mode, "replication"));
    return self();
  }

  /**
   * How many regions must store a write, where the client replicates the table itself ({@link
   * ReplicationMode#CLIENT}). Default: {@link Acknowledge#ONE}.
   */
  public B acknowledge(Acknowledge acknowledge) {
    this.acknowledge = given(acknowledge, "acknowledge");
    return self();
  }

  /**
   * The attribute that holds the version, where the client replicates the table itself. Default:
   * {@code last_updated}.
   */
  public B versionAttribute(String versionAttribute) {
    this.versionAttribute = given(versionAttribute, "versionAttribute");
    return self();
  }

  /**
   * The attribute that marks a tombstone, where the client replicates the table itself. Default:
   * {@code deleted}.
   */
  public B deletedAttribute(String deletedAttribute) {
    this.deletedAttribute = given(deletedAttribute, "deletedAttribute");
    return self();
  }

  /**
   * Where versions take the time from, where the client replicates the table itself. Default: the
   * system's clock.
   */
  public B clock(InstantSource clock) {
    this.clock = given(clock, "clock");
    return self();
  }

  /**
   * The credentials of every region that has none of its own. Default: AWS's default chain, then
   * the Perl module's {@code AWS_ACCESS_KEY} and {@code AWS_SECRET_KEY}.
   */
  public B credentialsProvider(AwsCredentialsProvider credentialsProvider) {
    this.credentialsProvider = given(credentialsProvider, "credentialsProvider");
    return self();
  }

  /**
   * The longest that one call may take, all regions and retries included; a request's own {@code
   * apiCallTimeout} stands above it. Default: 5 s.
   */
  public B timeout(Duration timeout) {
    this.timeout = given(timeout, "timeout");
    return self();
  }

  /** The longest that a name look-up or a connection may take. Default: 500 ms. */
  public B connectTimeout(Duration connectTimeout) {
    this.connectTimeout = given(connectTimeout, "connectTimeout");
    return self();
  }

  /** Connections, and calls under way, to each region. Default: 50. */
  public B maxConnections(int maxConnections) {
    this.maxConnections = maxConnections;
    return self();
  }

  /**
   * How many more requests hedging may send, as a share of the reads. A read that takes longer than
   * most of its kind lately did is sent to one more region, and the first answer counts. 0 turns
   * hedging off. Default: 0.05.
   *
   * @throws IllegalArgumentException if it is not 0 to 1
   */
  public B hedging(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "The share of hedged requests must be 0 to 1, but was "
              + share
              + ": the default is 0.05");
    }
    this.hedging = share;
    return self();
  }

  /**
   * Says which regions to keep out of use, by name; asked at the start and then every second, on a
   * thread of its own. What it says within the first second holds from the first call on; {@link
   * #build} waits no longer for it, and none is excluded until it answers. While it throws or names
   * all regions, what it said last holds. Default: none.
   */
  public B excludedRegions(Supplier<Set<String>> exclusions) {
    this.exclusions = given(exclusions, "excludedRegions");
    return self();
  }

  /**
   * A file that names the regions to keep out of use, read at the start and then every second:
   * names with white space or commas between them, comments from {@code #} to the end of the line.
   * It need not exist. Default: none.
   */
  public B excludedRegionsFile(Path file) {
    return excludedRegions(new ExclusionFile(given(file, "excludedRegionsFile")));
  }

  /** Told what the client does, for metrics. Default: nobody. */
  public B listener(ClientListener listener) {
    this.listener = given(listener, "listener");
    return self();
  }

  Router router(Replica.Face face) {
    requireRegions();
    if (mode == null) {
      throw new IllegalArgumentException(
          "The client does not know who keeps the tables the same in all regions: set"
              + " replication");
    }
    // Refuses unusable names while there is nothing to close.
    ItemFormat items = new ItemFormat(versionAttribute, deletedAttribute);
    AwsCredentialsProvider credentials =
        credentialsProvider != null ? credentialsProvider : DefaultCredentials.create(null);
    ConnectionSettings connections =
        new ConnectionSettings(timeout, connectTimeout, maxConnections);
    ClientListener safe = new SafeListener(listener);
    Regions states =
        new Regions(
            regions.stream()
                .map(
                    region ->
                        new RegionState(
                            region.where(credentials),
                            region.connections(connections),
                            timeout.dividedBy(regions.size()),
                            face,
                            System::nanoTime,
                            RANDOM,
                            safe))
                .toList());
    Routing routing =
        new Routing(
            new PageTokens(),
            new HedgePolicy(hedging),
            new HedgeTimer(System::nanoTime),
            new MissingTables(System::nanoTime),
            safe);
    ReplicationSettings settings =
        new ReplicationSettings(items, acknowledge, new VersionClock(clock, RANDOM.nextInt()));
    Replications replications = new Replications(states, routing, settings);
    DnsPosture.warnOnce();
    ExclusionWatch watch =
        exclusions == null
            ? null
            : new ExclusionWatch(exclusions, states).start(ExclusionWatch.PATIENCE);
    return new Router(states, replications.modes(mode, modes), timeout, System::nanoTime, watch);
  }

  /** Refuses null at once, where the stack trace shows who gave it and nothing is open yet. */
  private static <T> T given(@Nullable T value, String setting) {
    if (value == null) {
      throw new IllegalArgumentException(
          setting + " is null: give it a value (a setting that is left out has its default)");
    }
    return value;
  }

  private void requireRegions() {
    List<String> names = regions.stream().map(RegionSettings::region).toList();
    if (names.size() < 2 || names.size() > MAX_REGIONS) {
      throw new IllegalArgumentException(
          "A highly available client needs 2 to "
              + MAX_REGIONS
              + " regions, but was given "
              + (names.isEmpty() ? "none" : names)
              + ": add them with regions(...) or region(...)");
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "Region '"
                + name
                + "' is given twice in "
                + names
                + ": name each region once (a second endpoint needs a name of its own)");
      }
    }
  }
}
