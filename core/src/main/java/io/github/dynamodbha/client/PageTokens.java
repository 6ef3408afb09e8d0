package io.github.dynamodbha.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Which region gave which page token.
 *
 * <p>A token says where a region stopped, and means nothing sure in another. It is the caller's to
 * keep, write down and give back, so nothing is added to it; instead the client remembers the last
 * tokens that it gave, by their value. One that it does not know (it is older, or another
 * process's) is taken as it is.
 *
 * <p>Thread-safe.
 */
final class PageTokens {
  /** A token is about as large as a key, so that this is a few MB at most. */
  static final int MAX_TOKENS = 10_000;

  private final Map<Token, String> regions =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Token, String> eldest) {
          return size() > MAX_TOKENS;
        }
      };

  private record Token(String call, Object value) {}

  /** The region that gave the token which the call goes on from, or null if it is not known. */
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> @Nullable String region(Call<Q, A> call) {
    Object value = call.operation().tokenIn().apply(call.request());
    if (value == null) {
      return null;
    }
    synchronized (regions) {
      return regions.get(new Token(call.describe(), value));
    }
  }

  /** Remembers the token that an answer gives, if it gives one. */
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> void remember(
      Call<Q, A> call, A answer, String region) {
    Object value = call.operation().tokenOut().apply(answer);
    if (value != null) {
      Token token = new Token(call.describe(), value);
      synchronized (regions) {
        regions.remove(token);
        regions.put(token, region);
      }
    }
  }
}
