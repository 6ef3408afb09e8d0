package io.github.dynamodbha.client;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Finds the one region that a call is bound to, if it is bound to one. */
final class Pin {
  private static final String ARN = "arn:";
  private static final int ARN_REGION = 3;

  private final Regions regions;
  private final PageTokens tokens;

  Pin(Regions regions, PageTokens tokens) {
    this.regions = regions;
    this.tokens = tokens;
  }

  /**
   * The region that the call is bound to, or null: by its options, the page token that it goes on
   * from, the ARN that it names, or because it changes a table, a backup or a setting, and nobody
   * would look for that in a region that stood in.
   *
   * @throws SdkClientException if the call is bound to two regions, or to one that is excluded
   * @throws IllegalArgumentException if the client has no such region
   */
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> @Nullable RegionState of(
      Call<Q, A> call) {
    String byOptions = call.options().region();
    String byToken = tokens.region(call);
    if (byOptions != null && byToken != null && !byOptions.equals(byToken)) {
      throw SdkClientException.create(
          call.describe()
              + ": the page token was given by region "
              + byToken
              + " and means nothing in region "
              + byOptions
              + ": go on there, or start anew");
    }
    String name = byOptions != null ? byOptions : byToken != null ? byToken : byArn(call);
    if (name == null) {
      return call.isControlPlaneChange() ? regions.firstIncluded() : null;
    }
    RegionState region = regions.state(name);
    if (region.excluded()) {
      throw SdkClientException.create(
          call.describe()
              + " is bound to region "
              + name
              + (byToken != null && byOptions == null ? ", which gave its page token," : "")
              + " but that region is excluded: include it, or start anew in another");
    }
    return region;
  }

  private @Nullable String byArn(Call<?, ?> call) {
    for (String table : call.tables()) {
      if (table.startsWith(ARN)) {
        String[] parts = table.split(":", ARN_REGION + 2);
        String region = parts.length > ARN_REGION ? parts[ARN_REGION] : "";
        if (regions.names().contains(region)) {
          return region;
        }
      }
    }
    return null;
  }
}
