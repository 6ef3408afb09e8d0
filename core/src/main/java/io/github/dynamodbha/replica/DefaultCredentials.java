package io.github.dynamodbha.replica;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
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
   * Makes the chain, or the credentials of one profile.
   *
   * @param profile a profile of the AWS configuration files, which then is the only source, as in
   *     the AWS CLI; or null for the chain
   */
  public static AwsCredentialsProvider create(@Nullable String profile) {
    return profile != null
        ? ProfileCredentialsProvider.create(profile)
        : AwsCredentialsProviderChain.builder()
            .credentialsProviders(
                DefaultCredentialsProvider.builder().build(), perlModule(System::getenv))
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
