package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.ConnectionSettings;
import io.github.dynamodbha.replica.ReplicaSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * One region of a client: its endpoint, credentials and connections.
 *
 * <p>Immutable and thread-safe.
 */
public final class RegionSettings {
  private final ReplicaSettings where;
  private final @Nullable Duration connectTimeout;
  private final @Nullable Integer maxConnections;

  private RegionSettings(Builder builder) {
    where = builder.where.build();
    connectTimeout = builder.connectTimeout;
    maxConnections = builder.maxConnections;
  }

  /** Starts a region's settings; the region is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** The region's name. */
  public String region() {
    return where.region();
  }

  ReplicaSettings where(AwsCredentialsProvider credentials) {
    return ReplicaSettings.builder()
        .region(where.region())
        .endpointOverride(where.endpointOverride())
        .credentialsProvider(Objects.requireNonNullElse(where.credentialsProvider(), credentials))
        .httpClientBuilder(where.httpClientBuilder())
        .asyncHttpClientBuilder(where.asyncHttpClientBuilder())
        .build();
  }

  ConnectionSettings connections(ConnectionSettings defaults) {
    return new ConnectionSettings(
        defaults.timeout(),
        Objects.requireNonNullElse(connectTimeout, defaults.connectTimeout()),
        Objects.requireNonNullElse(maxConnections, defaults.maxConnections()));
  }

  /** Builds {@link RegionSettings}; not thread-safe. */
  public static final class Builder {
    private final ReplicaSettings.Builder where = ReplicaSettings.builder();
    private @Nullable Duration connectTimeout;
    private @Nullable Integer maxConnections;

    private Builder() {}

    /** An AWS region, or any name together with an endpoint override. Required. */
    public Builder region(String region) {
      where.region(region);
      return this;
    }

    /** The endpoint to call; default: the AWS endpoint of the region. */
    public Builder endpointOverride(@Nullable URI endpointOverride) {
      where.endpointOverride(endpointOverride);
      return this;
    }

    /** The credentials for this region; default: those of the client. */
    public Builder credentialsProvider(@Nullable AwsCredentialsProvider credentialsProvider) {
      where.credentialsProvider(credentialsProvider);
      return this;
    }

    /**
     * Makes the region's own HTTP client for the synchronous face; default: Apache HttpClient 5.
     * Each region needs a builder of its own. Timeouts and connections that it leaves open are the
     * client's; name look-ups are its own, and end when they like.
     */
    public Builder httpClientBuilder(SdkHttpClient.@Nullable Builder<?> httpClientBuilder) {
      where.httpClientBuilder(httpClientBuilder);
      return this;
    }

    /** The same for the asynchronous face; default: Netty. */
    public Builder asyncHttpClientBuilder(
        SdkAsyncHttpClient.@Nullable Builder<?> asyncHttpClientBuilder) {
      where.asyncHttpClientBuilder(asyncHttpClientBuilder);
      return this;
    }

    /** The longest that a look-up or a connection may take; default: as for the client. */
    public Builder connectTimeout(@Nullable Duration connectTimeout) {
      this.connectTimeout = connectTimeout;
      return this;
    }

    /** Connections to this region; default: as for the client. */
    public Builder maxConnections(@Nullable Integer maxConnections) {
      this.maxConnections = maxConnections;
      return this;
    }

    /**
     * Builds the settings.
     *
     * @throws IllegalArgumentException if the region is missing, or is no AWS region and has no
     *     endpoint override, or the endpoint is no absolute URL
     */
    public RegionSettings build() {
      return new RegionSettings(this);
    }
  }
}
