package io.github.dynamodbha.client;

import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.protocol.ReadStrategy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * What one call asks for in place of the client's settings; given with the request's {@code
 * overrideConfiguration}, so that it also passes through the Enhanced Client and other libraries.
 *
 * <p>Immutable and thread-safe.
 */
public final class CallOptions {
  /** Nothing of its own. */
  public static final CallOptions DEFAULT = builder().build();

  /** Where a request carries its options; {@link #asOverride} puts them there. */
  public static final ExecutionAttribute<CallOptions> ATTRIBUTE =
      new ExecutionAttribute<>("DynamoDbHaCallOptions");

  private final @Nullable String region;
  private final @Nullable Boolean hedging;
  private final @Nullable ReadStrategy readStrategy;
  private final @Nullable Acknowledge acknowledge;
  private final @Nullable Consumer<CallDiagnostics> diagnostics;

  private CallOptions(Builder builder) {
    region = builder.region;
    hedging = builder.hedging;
    readStrategy = builder.readStrategy;
    acknowledge = builder.acknowledge;
    diagnostics = builder.diagnostics;
  }

  /** Starts options that ask for nothing. */
  public static Builder builder() {
    return new Builder();
  }

  /** The only region that the call may go to, or null for the client's choice. */
  public @Nullable String region() {
    return region;
  }

  /** Whether the call may be hedged. */
  public boolean hedging() {
    return hedging == null || hedging;
  }

  /** Which regions a read asks, or null for the client's choice. */
  public @Nullable ReadStrategy readStrategy() {
    return readStrategy;
  }

  /** How many regions must store a write, or null for the client's setting. */
  public @Nullable Acknowledge acknowledge() {
    return acknowledge;
  }

  /** Who is told how the call went, or null. */
  public @Nullable Consumer<CallDiagnostics> diagnostics() {
    return diagnostics;
  }

  /**
   * For {@code request.overrideConfiguration(options.asOverride())}. As every such call of the
   * SDK's builders, that replaces what the request was given before; to add the options to other
   * settings, put them there under {@link #ATTRIBUTE}.
   */
  public Consumer<AwsRequestOverrideConfiguration.Builder> asOverride() {
    return configuration -> configuration.putExecutionAttribute(ATTRIBUTE, this);
  }

  /** These, and where they ask for nothing, those of a view of the client. */
  CallOptions over(CallOptions others) {
    if (equals(DEFAULT) || others.equals(DEFAULT)) {
      return equals(DEFAULT) ? others : this;
    }
    Builder both = builder();
    both.region = region == null ? others.region : region;
    both.hedging = hedging == null ? others.hedging : hedging;
    both.readStrategy = readStrategy == null ? others.readStrategy : readStrategy;
    both.acknowledge = acknowledge == null ? others.acknowledge : acknowledge;
    both.diagnostics = diagnostics == null ? others.diagnostics : diagnostics;
    return both.build();
  }

  /** What the request asks for. */
  static CallOptions of(DynamoDbRequest request) {
    RequestOverrideConfiguration configuration = request.overrideConfiguration().orElse(null);
    if (configuration == null) {
      return DEFAULT;
    }
    CallOptions options = configuration.executionAttributes().getAttribute(ATTRIBUTE);
    return options == null ? DEFAULT : options;
  }

  /** Builds {@link CallOptions}; not thread-safe. */
  public static final class Builder {
    private @Nullable String region;
    private @Nullable Boolean hedging;
    private @Nullable ReadStrategy readStrategy;
    private @Nullable Acknowledge acknowledge;
    private @Nullable Consumer<CallDiagnostics> diagnostics;

    private Builder() {}

    /**
     * Sends the call to this region and to no other, whatever the breaker says; an operator's
     * exclusion stands above it, and the call then fails with an {@code SdkClientException}. A
     * region that the client does not have is an {@link IllegalArgumentException} of the call; a
     * write to a table that the client replicates itself ({@link ReplicationMode#CLIENT}), or a
     * read of it with {@link ReadStrategy#NEWEST}, goes to all regions, and bound to one is an
     * {@link UnsupportedOperationException}. Default: the client chooses.
     */
    public Builder region(@Nullable String region) {
      this.region = region;
      return this;
    }

    /** Whether the call may be hedged. Default: true. */
    public Builder hedging(boolean hedging) {
      this.hedging = hedging;
      return this;
    }

    /**
     * Which regions a GetItem or BatchGetItem asks, where the client replicates the table itself
     * ({@link ReplicationMode#CLIENT}). Any other read that asks for {@link ReadStrategy#NEWEST},
     * and every read of a table that AWS replicates, is refused by an {@link
     * UnsupportedOperationException} before it is sent. Default: {@link ReadStrategy#NEAREST}.
     */
    public Builder readStrategy(@Nullable ReadStrategy readStrategy) {
      this.readStrategy = readStrategy;
      return this;
    }

    /**
     * How many regions must store a write for the call to succeed, where the client replicates the
     * table itself ({@link ReplicationMode#CLIENT}). A write to a table that AWS replicates goes to
     * one region; where it asks for more than {@link Acknowledge#ONE}, it is refused by an {@link
     * UnsupportedOperationException} before it is sent. Default: the client's setting.
     */
    public Builder acknowledge(@Nullable Acknowledge acknowledge) {
      this.acknowledge = acknowledge;
      return this;
    }

    /**
     * Told once how the call went, before the call returns, on the thread that ended it (as a
     * {@link ClientListener} is); it must not block, and what it throws is logged. Default: nobody.
     */
    public Builder diagnostics(@Nullable Consumer<CallDiagnostics> diagnostics) {
      this.diagnostics = diagnostics;
      return this;
    }

    /** Builds the options. */
    public CallOptions build() {
      return new CallOptions(this);
    }
  }
}
