package io.github.dynamodbha.replica;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The credentials that are used where none are given: AWS's default chain, then the Perl module's
 * two variables, {@code AWS_ACCESS_KEY} and {@code AWS_SECRET_KEY}.
 */
public final class DefaultCredentials {
  private static final String ACCESS_KEY = "AWS_ACCESS_KEY";
  private static final String SECRET_KEY = "AWS_SECRET_KEY";

  private DefaultCredentials() {}

  /**
   * Makes the chain.
   *
   * @param profile a profile of the AWS configuration files, or null for the default one
   */
  public static AwsCredentialsProvider create(@Nullable String profile) {
    DefaultCredentialsProvider.Builder chain = DefaultCredentialsProvider.builder();
    if (profile != null) {
      chain.profileName(profile);
    }
    return AwsCredentialsProviderChain.builder()
        .credentialsProviders(chain.build(), perlModule(System::getenv))
        .build();
  }

  static AwsCredentialsProvider perlModule(UnaryOperator<@Nullable String> environment) {
    return () -> resolve(environment.apply(ACCESS_KEY), environment.apply(SECRET_KEY));
  }

  private static AwsCredentials resolve(@Nullable String accessKey, @Nullable String secretKey) {
    if (accessKey == null || secretKey == null) {
      throw SdkClientException.create(
          "Unable to load credentials from "
              + ACCESS_KEY
              + " and "
              + SECRET_KEY
              + ": both must be set");
    }
    return AwsBasicCredentials.create(accessKey, secretKey);
  }
}
