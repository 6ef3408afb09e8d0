package io.github.dynamodbha.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Real DynamoDB regions on this machine, each a process of its own behind a gate that injects
 * {@link Fault}s.
 *
 * <pre>{@code
 * try (LocalRegions regions = LocalRegions.start("us-east-1", "us-west-1")) {
 *   URI east = regions.region("us-east-1").endpoint();
 *   regions.region("us-east-1").inject(Fault.down());
 *   regions.heal();
 * }
 * }</pre>
 *
 * <p>The processes listen on 127.0.0.1 only, and end with this one, however it ends. Credentials
 * are not checked; an access key of letters and digits chooses the database (see {@link
 * #freshAccessKey}). Thread-safe.
 */
public final class LocalRegions implements AutoCloseable {

  private static final int ACCESS_KEY_LENGTH = 20;
  private static final String ACCESS_KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, LocalRegion> regions;

  private LocalRegions(Map<String, LocalRegion> regions) {
    this.regions = Collections.unmodifiableMap(regions);
  }

  /**
   * Starts regions of DynamoDB Local, in memory, on random ports.
   *
   * @param regionNames one or more; letters and digits, with single hyphens between; need not be
   *     AWS regions
   * @throws LocalRegionsException if a region does not start; none is left running then
   * @throws IllegalArgumentException if there is no name, or one is malformed or repeated
   */
  public static LocalRegions start(String... regionNames) {
    return builder().regions(regionNames).start();
  }

  /** For other settings than those of {@link #start(String...)}. */
  public static Builder builder() {
    return new Builder();
  }

  /** The regions, in the order in which they were named. */
  public List<LocalRegion> regions() {
    return List.copyOf(regions.values());
  }

  /** The names of the regions, in the order in which they were given. */
  public List<String> names() {
    return List.copyOf(regions.keySet());
  }

  /**
   * The region of that name.
   *
   * @throws IllegalArgumentException if there is none; the message names those that there are
   */
  public LocalRegion region(String name) {
    LocalRegion region = regions.get(name);
    if (region == null) {
      throw new IllegalArgumentException(
          "no local region " + name + "; there are " + String.join(", ", regions.keySet()));
    }
    return region;
  }

  /**
   * Heals every region: no fault, and its process runs.
   *
   * @return this
   * @throws LocalRegionsException if a killed region does not start again
   */
  public LocalRegions heal() {
    regions.values().forEach(LocalRegion::heal);
    return this;
  }

  /** Gives every region a fresh process, without what the old one had in memory. */
  void renew() {
    RegionTask.runAll(regions.values(), "restart", LocalRegion::restart);
  }

  /**
   * An access key that nobody else uses: letters and digits, the only ones that DynamoDB Local
   * takes. Each pair of access key and region name is an empty database of its own there, so a test
   * that uses a fresh key sees no other test's tables. (Not so with {@link Engine#DYNALITE}, which
   * keeps one database for all keys.)
   */
  public static String freshAccessKey() {
    StringBuilder key = new StringBuilder("LOCAL");
    while (key.length() < ACCESS_KEY_LENGTH) {
      key.append(ACCESS_KEY_LETTERS.charAt(RANDOM.nextInt(ACCESS_KEY_LETTERS.length())));
    }
    return key.toString();
  }

  /**
   * Ends all regions, frees their ports and removes their temporary files; data directories stay. A
   * second call does nothing.
   *
   * @throws LocalRegionsException if temporary files could not be removed; everything else is ended
   *     all the same
   */
  @Override
  public void close() {
    RegionTask.runAll(regions.values(), "close", LocalRegion::close);
  }

  /** Settings of {@link LocalRegions}; not thread-safe. */
  public static final class Builder {

    /**
     * The names that DynamoDB Local takes for a region, with a bound, since they become file names.
     */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");

    private static final int MAX_NAME_LENGTH = 60;
    private static final int MAX_PORT = 65_535;

    private List<String> names = List.of();
    private List<Integer> ports = List.of();
    private final Map<String, Engine> engines = new HashMap<>();
    private @Nullable Path dataDirectory;
    private Duration startTimeout = Duration.ofSeconds(30);

    private Builder() {}

    /**
     * The names of the regions, one or more: letters and digits with single hyphens between.
     * Required.
     */
    public Builder regions(String... regionNames) {
      return regions(Arrays.asList(regionNames));
    }

    /**
     * The names of the regions, one or more: letters and digits with single hyphens between.
     * Required.
     */
    public Builder regions(List<String> regionNames) {
      names = List.copyOf(regionNames);
      return this;
    }

    /**
     * The ports of the endpoints, one for each region in the same order; 0 for any. Default: any.
     */
    public Builder ports(int... gatePorts) {
      ports = Arrays.stream(gatePorts).boxed().toList();
      return this;
    }

    /**
     * Where the regions keep their data, each in a directory of its name, created where missing.
     * Default: in memory, where a killed region loses everything. A directory serves one {@code
     * LocalRegions} at a time.
     */
    public Builder dataDirectory(Path directory) {
      dataDirectory = directory.toAbsolutePath();
      return this;
    }

    /** What serves one region. Default: {@link Engine#DYNAMODB_LOCAL}. */
    public Builder engine(String region, Engine engine) {
      engines.put(region, engine);
      return this;
    }

    /** How long one region may take to start. Default: 30 s (usual is less than 2 s). */
    public Builder startTimeout(Duration timeout) {
      if (timeout.isZero() || timeout.isNegative()) {
        throw new IllegalArgumentException("startTimeout must be more than zero, not " + timeout);
      }
      startTimeout = timeout;
      return this;
    }

    /**
     * Starts the regions, all at once, and returns when every one serves.
     *
     * @throws LocalRegionsException if a region does not start: its engine is not installed, its
     *     port is taken, or its process fails; none is left running then
     * @throws IllegalArgumentException if a setting is malformed or does not fit the others
     */
    public LocalRegions start() {
      check();
      Map<String, LocalRegion> created = new LinkedHashMap<>();
      try {
        for (int i = 0; i < names.size(); i++) {
          created.put(names.get(i), create(names.get(i), ports.isEmpty() ? 0 : ports.get(i)));
        }
        RegionTask.runAll(created.values(), "start", LocalRegion::restart);
      } catch (LocalRegionsException e) {
        try {
          RegionTask.runAll(created.values(), "close", LocalRegion::close);
        } catch (LocalRegionsException onClose) {
          e.addSuppressed(onClose);
        }
        throw e;
      }
      return new LocalRegions(created);
    }

    private LocalRegion create(String name, int port) {
      try {
        Path database = dataDirectory == null ? null : dataDirectory.resolve(name);
        if (database != null) {
          Files.createDirectories(database);
        }
        Engine engine = engines.getOrDefault(name, Engine.DYNAMODB_LOCAL);
        return new LocalRegion(name, engine, port, database, startTimeout);
      } catch (IOException e) {
        throw LocalRegionsException.of(name, e);
      }
    }

    private void check() {
      if (names.isEmpty()) {
        throw new IllegalArgumentException("no region; name one or more, such as \"us-east-1\"");
      }
      List<String> seen = new ArrayList<>();
      for (String name : names) {
        if (name.length() > MAX_NAME_LENGTH || !NAME.matcher(name).matches()) {
          throw new IllegalArgumentException(
              "region name \"%s\" must be letters and digits with single hyphens between, at most %d characters"
                  .formatted(name, MAX_NAME_LENGTH));
        }
        if (seen.stream().anyMatch(name::equalsIgnoreCase)) {
          throw new IllegalArgumentException("region " + name + " is named twice");
        }
        seen.add(name);
      }
      if (!ports.isEmpty() && ports.size() != names.size()) {
        throw new IllegalArgumentException(
            "%d ports for %d regions; give one for each region, 0 for any, or none at all"
                .formatted(ports.size(), names.size()));
      }
      for (int port : ports) {
        if (port < 0 || port > MAX_PORT) {
          throw new IllegalArgumentException("port " + port + " is not 0 to " + MAX_PORT);
        }
        if (port != 0 && Collections.frequency(ports, port) > 1) {
          throw new IllegalArgumentException("port " + port + " is given to two regions");
        }
      }
      for (String name : engines.keySet()) {
        if (!names.contains(name)) {
          throw new IllegalArgumentException(
              "an engine is given for region " + name + ", but the regions are " + names);
        }
      }
    }
  }
}
