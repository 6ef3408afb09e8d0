package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.replica.Deadline;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

class PageTokensTest {
  private final PageTokens tokens = new PageTokens();

  @Test
  void token_thatARegionGave_isKnownAsItsOwn() {
    tokens.remember(scan(TABLE, null), page("Mars"), "us-east-1");

    assertThat(tokens.region(scan(TABLE, "Mars"))).isEqualTo("us-east-1");
  }

  @Test
  void token_ofAnotherTable_orOfNobody_isNotKnown() {
    tokens.remember(scan(TABLE, null), page("Mars"), "us-east-1");

    assertThat(tokens.region(scan("moons", "Mars"))).isNull();
    assertThat(tokens.region(scan(TABLE, "Venus"))).isNull();
    assertThat(tokens.region(scan(TABLE, null))).isNull();
  }

  @Test
  void token_thatTwoRegionsGave_isTheLastOnes() {
    tokens.remember(scan(TABLE, null), page("Mars"), "us-east-1");
    tokens.remember(scan(TABLE, null), page("Mars"), "us-west-1");

    assertThat(tokens.region(scan(TABLE, "Mars"))).isEqualTo("us-west-1");
  }

  @Test
  void tokens_beyondTheBound_areForgottenFirstInFirstOut() {
    for (int page = 0; page <= PageTokens.MAX_TOKENS; page++) {
      tokens.remember(scan(TABLE, null), page("planet-" + page), "us-east-1");
    }

    assertThat(tokens.region(scan(TABLE, "planet-0"))).isNull();
    assertThat(tokens.region(scan(TABLE, "planet-1"))).isEqualTo("us-east-1");
  }

  @Test
  void lastPage_leavesNothing() {
    tokens.remember(scan(TABLE, null), ScanResponse.builder().build(), "us-east-1");

    assertThat(tokens.region(scan(TABLE, null))).isNull();
  }

  private static ScanResponse page(String last) {
    return ScanResponse.builder().lastEvaluatedKey(key(last)).build();
  }

  private static Call<ScanRequest, ScanResponse> scan(String table, @Nullable String from) {
    ScanRequest.Builder request = ScanRequest.builder().tableName(table);
    if (from != null) {
      request.exclusiveStartKey(key(from));
    }
    return new Call<>(
        DataOperations.SCAN,
        request.build(),
        CallOptions.DEFAULT,
        List.of(table),
        true,
        Deadline.after(Duration.ofSeconds(1), () -> 0));
  }
}
