package io.github.dynamodbha.table;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.protocol.ReadStrategy;
import io.github.dynamodbha.replica.ConnectionSettings;
import io.github.dynamodbha.replica.DefaultCredentials;
import io.github.dynamodbha.replica.ReplicaSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Builds a {@link HighlyAvailableTable} or its asynchronous twin. Table name and two or more
 * regions are required. Building does no I/O: no region needs to be up. Not thread-safe.
 */
public final class TableBuilder {
  private static final SecureRandom RANDOM = new SecureRandom();

  private @Nullable String tableName;
  private @Nullable String hashKey;
  private @Nullable String rangeKey;
  private final List<ReplicaSettings> replicas = new ArrayList<>();
  private @Nullable AwsCredentialsProvider credentialsProvider;
  private Duration timeout = ConnectionSettings.DEFAULT.timeout();
  private Duration connectTimeout = ConnectionSettings.DEFAULT.connectTimeout();
  private int maxConnections = ConnectionSettings.DEFAULT.maxConnections();
  private Acknowledge acknowledge = Acknowledge.ONE;
  private ReadStrategy readStrategy = ReadStrategy.NEWEST;
  private String versionAttribute = ItemFormat.DEFAULT.versionAttribute();
  private String deletedAttribute = ItemFormat.DEFAULT.deletedAttribute();
  private InstantSource clock = InstantSource.system();

  TableBuilder() {}

  /** The table's name, in every region that gives none of its own. Required. */
  public TableBuilder tableName(String tableName) {
    this.tableName = tableName;
    return this;
  }

  /**
   * The name of the partition key's attribute. Default: the key schema is asked of the regions when
   * it is first needed; any that answers will do, and all that answer must agree.
   */
  public TableBuilder hashKey(String hashKey) {
    this.hashKey = hashKey;
    return this;
  }

  /** The name of the sort key's attribute; only together with {@link #hashKey}. Default: none. */
  public TableBuilder rangeKey(@Nullable String rangeKey) {
    this.rangeKey = rangeKey;
    return this;
  }

  /** Adds AWS regions, in order of preference. */
  public TableBuilder regions(String... regions) {
    return regions(List.of(regions));
  }

  /** Adds AWS regions, in order of preference. */
  public TableBuilder regions(List<String> regions) {
    regions.forEach(region -> replica(replica -> replica.region(region)));
    return this;
  }

  /** Adds a region with settings of its own, after those added before. */
  public TableBuilder replica(Consumer<ReplicaSettings.Builder> replica) {
    ReplicaSettings.Builder settings = ReplicaSettings.builder();
    replica.accept(settings);
    replicas.add(settings.build());
    return this;
  }

  /**
   * The credentials of every region that has none of its own. Default: AWS's default chain, then
   * the Perl module's {@code AWS_ACCESS_KEY} and {@code AWS_SECRET_KEY}.
   */
  public TableBuilder credentialsProvider(AwsCredentialsProvider credentialsProvider) {
    this.credentialsProvider = credentialsProvider;
    return this;
  }

  /** The longest that one call may take, all regions and retries included. Default: 5 s. */
  public TableBuilder timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  /** The longest that a name look-up or a connection may take. Default: 500 ms. */
  public TableBuilder connectTimeout(Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
    return this;
  }

  /** Connections, and calls under way, to each region. Default: 50. */
  public TableBuilder maxConnections(int maxConnections) {
    this.maxConnections = maxConnections;
    return this;
  }

  /** How many regions must store a write. Default: {@link Acknowledge#ONE}. */
  public TableBuilder acknowledge(Acknowledge acknowledge) {
    this.acknowledge = acknowledge;
    return this;
  }

  /** Which regions a read asks. Default: {@link ReadStrategy#NEWEST}. */
  public TableBuilder readStrategy(ReadStrategy readStrategy) {
    this.readStrategy = readStrategy;
    return this;
  }

  /** The attribute that holds the version. Default: {@code last_updated}. */
  public TableBuilder versionAttribute(String versionAttribute) {
    this.versionAttribute = versionAttribute;
    return this;
  }

  /** The attribute that marks a tombstone. Default: {@code deleted}. */
  public TableBuilder deletedAttribute(String deletedAttribute) {
    this.deletedAttribute = deletedAttribute;
    return this;
  }

  /** Where versions take the time from. Default: the system's clock. */
  public TableBuilder clock(InstantSource clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Builds the table with its synchronous face.
   *
   * @throws IllegalArgumentException if the table's name is missing, there are fewer than two
   *     regions or one is repeated, a range key is given without hash key, a system attribute is
   *     part of the key, or a time or number is out of range
   */
  public HighlyAvailableTable build() {
    return new HighlyAvailableTable(settings());
  }

  /** Builds the table with its asynchronous face; throws as {@link #build()} does. */
  public AsyncHighlyAvailableTable buildAsync() {
    return new AsyncHighlyAvailableTable(settings());
  }

  private TableSettings settings() {
    if (tableName == null || tableName.isBlank()) {
      throw new IllegalArgumentException("The table has no name: set tableName");
    }
    if (rangeKey != null && hashKey == null) {
      throw new IllegalArgumentException(
          "The range key '" + rangeKey + "' is given without a hash key: set hashKey too");
    }
    requireDistinctRegions();
    ItemFormat format = new ItemFormat(versionAttribute, deletedAttribute);
    KeySchema schema = hashKey == null ? null : KeySchema.of(hashKey, rangeKey);
    if (schema != null) {
      format.requireNoKey(schema);
    }
    AwsCredentialsProvider credentials =
        credentialsProvider != null ? credentialsProvider : DefaultCredentials.create(null);
    String table = tableName;
    return new TableSettings(
        table,
        schema,
        replicas.stream().map(replica -> replica.withDefaults(table, credentials)).toList(),
        new ConnectionSettings(timeout, connectTimeout, maxConnections),
        acknowledge,
        readStrategy,
        format,
        clock,
        RANDOM.nextInt());
  }

  private void requireDistinctRegions() {
    List<String> names = replicas.stream().map(ReplicaSettings::region).toList();
    if (names.size() < 2) {
      throw new IllegalArgumentException(
          "A highly available table needs two or more regions, but was given "
              + (names.isEmpty() ? "none" : names)
              + ": add regions(...) or replica(...)");
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
