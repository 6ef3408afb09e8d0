package io.github.dynamodbha.replica;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.Logger;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The credentials of a region. Whatever their provider fails with, be it another service's 503 or a
 * connection that was lost, is told as {@link NoCredentialsException}: it says nothing of the
 * region, and what could not be signed was not sent.
 */
final class RegionCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
  private static final Logger LOG = Logger.loggerFor(RegionCredentials.class);

  private final String region;
  private final AwsCredentialsProvider provider;

  /** Those of the settings; null, which means the SDK's own, if they name none. */
  static @Nullable AwsCredentialsProvider of(ReplicaSettings settings) {
    AwsCredentialsProvider provider = settings.credentialsProvider();
    return provider == null ? null : new RegionCredentials(settings.region(), provider);
  }

  private RegionCredentials(String region, AwsCredentialsProvider provider) {
    this.region = region;
    this.provider = provider;
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return provider.resolveCredentials();
    } catch (RuntimeException failure) {
      throw new NoCredentialsException(region, failure);
    }
  }

  @Override
  public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
    try {
      return provider
          .resolveIdentity(request)
          .handle(
              (identity, failure) -> {
                if (failure != null) {
                  throw new NoCredentialsException(region, FailureTable.unwrap(failure));
                }
                return identity;
              });
    } catch (RuntimeException failure) {
      throw new NoCredentialsException(region, failure);
    }
  }

  /** As the SDK's client does with a provider. */
  @Override
  public void close() {
    IoUtils.closeIfCloseableV2(provider, LOG);
  }

  @Override
  public String toString() {
    return provider.toString();
  }
}
