package io.github.dynamodbha.replica;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Where one replica of the table is: region, endpoint, table name there, credentials.
 *
 * <p>Immutable and thread-safe.
 */
public final class ReplicaSettings {
  private final String region;
  private final @Nullable URI endpointOverride;
  private final @Nullable String tableName;
  private final @Nullable AwsCredentialsProvider credentialsProvider;
  private final SdkHttpClient.@Nullable Builder<?> httpClientBuilder;
  private final SdkAsyncHttpClient.@Nullable Builder<?> asyncHttpClientBuilder;

  private ReplicaSettings(Builder builder) {
    if (builder.region == null || builder.region.isBlank()) {
      throw new IllegalArgumentException(
          "A replica has no region: name an AWS region, or any name together with an endpoint"
              + " override");
    }
    region = builder.region;
    endpointOverride = builder.endpointOverride;
    tableName = builder.tableName;
    credentialsProvider = builder.credentialsProvider;
    httpClientBuilder = builder.httpClientBuilder;
    asyncHttpClientBuilder = builder.asyncHttpClientBuilder;
    if (endpointOverride == null) {
      requireAwsRegion(region);
    } else if (endpointOverride.getScheme() == null || endpointOverride.getHost() == null) {
      throw new IllegalArgumentException(
          "The endpoint '"
              + endpointOverride
              + "' of region '"
              + region
              + "' is no URL: write it as http://HOST:PORT or https://HOST");
    }
  }

  /** Starts a replica's settings; the region is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** The region's name; messages, results and errors use it. */
  public String region() {
    return region;
  }

  /** The endpoint, or null for the region's own. */
  public @Nullable URI endpointOverride() {
    return endpointOverride;
  }

  /** The table's name in this region, or null if it is named as everywhere. */
  public @Nullable String tableName() {
    return tableName;
  }

  /** The credentials for this region, or null for those of the table. */
  public @Nullable AwsCredentialsProvider credentialsProvider() {
    return credentialsProvider;
  }

  /** What makes the HTTP client of the synchronous face, or null for ours. */
  public SdkHttpClient.@Nullable Builder<?> httpClientBuilder() {
    return httpClientBuilder;
  }

  /** What makes the HTTP client of the asynchronous face, or null for ours. */
  public SdkAsyncHttpClient.@Nullable Builder<?> asyncHttpClientBuilder() {
    return asyncHttpClientBuilder;
  }

  /** These settings with what they leave open filled in. */
  public ReplicaSettings withDefaults(String table, AwsCredentialsProvider credentials) {
    return builder()
        .region(region)
        .endpointOverride(endpointOverride)
        .tableName(Objects.requireNonNullElse(tableName, table))
        .credentialsProvider(Objects.requireNonNullElse(credentialsProvider, credentials))
        .httpClientBuilder(httpClientBuilder)
        .asyncHttpClientBuilder(asyncHttpClientBuilder)
        .build();
  }

  /** Strict, since a misspelt name would else be a region that misses every write. */
  private static void requireAwsRegion(String name) {
    if (!Region.regions().contains(Region.of(name))) {
      throw new IllegalArgumentException(
          "Unknown region '"
              + name
              + "': name an AWS region such as us-east-1, or give the region an endpoint override"
              + " (one that is newer than this AWS SDK too)");
    }
  }

  /** Builds {@link ReplicaSettings}; not thread-safe. */
  public static final class Builder {
    private @Nullable String region;
    private @Nullable URI endpointOverride;
    private @Nullable String tableName;
    private @Nullable AwsCredentialsProvider credentialsProvider;
    private SdkHttpClient.@Nullable Builder<?> httpClientBuilder;
    private SdkAsyncHttpClient.@Nullable Builder<?> asyncHttpClientBuilder;

    private Builder() {}

    /** An AWS region, or any name together with an endpoint override. Required. */
    public Builder region(String region) {
      this.region = region;
      return this;
    }

    /** An AWS region. */
    public Builder region(Region region) {
      return region(region.id());
    }

    /** The endpoint to call; default: the AWS endpoint of the region. */
    public Builder endpointOverride(@Nullable URI endpointOverride) {
      this.endpointOverride = endpointOverride;
      return this;
    }

    /** The table's name in this region; default: the name that the whole table has. */
    public Builder tableName(@Nullable String tableName) {
      this.tableName = tableName;
      return this;
    }

    /** The credentials for this region; default: those of the whole table. */
    public Builder credentialsProvider(@Nullable AwsCredentialsProvider credentialsProvider) {
      this.credentialsProvider = credentialsProvider;
      return this;
    }

    /**
     * Makes the region's own HTTP client for the synchronous face; default: Apache HttpClient 5. It
     * gets {@link ConnectionSettings} as defaults, which stand below what it was set to itself.
     */
    public Builder httpClientBuilder(SdkHttpClient.@Nullable Builder<?> httpClientBuilder) {
      this.httpClientBuilder = httpClientBuilder;
      return this;
    }

    /** The same for the asynchronous face; default: Netty. */
    public Builder asyncHttpClientBuilder(
        SdkAsyncHttpClient.@Nullable Builder<?> asyncHttpClientBuilder) {
      this.asyncHttpClientBuilder = asyncHttpClientBuilder;
      return this;
    }

    /**
     * Builds the settings.
     *
     * @throws IllegalArgumentException if the region is missing, or is no AWS region and has no
     *     endpoint override, or the endpoint is no absolute URL
     */
    public ReplicaSettings build() {
      return new ReplicaSettings(this);
    }
  }
}
