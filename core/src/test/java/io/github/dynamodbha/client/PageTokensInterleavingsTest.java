package io.github.dynamodbha.client;

import io.github.dynamodbha.Interleavings;
import io.github.dynamodbha.replica.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

class PageTokensInterleavingsTest {
  /** Loads the SDK's classes: one that is loaded while Lincheck steps may stay unusable. */
  @BeforeAll
  static void load() {
    Pages pages = new Pages();
    pages.pageComes(0, 0);
    String unused = pages.regionOfToken(0);
  }

  @Test
  void tokens_whenPagesOfManyScansCome_thenAreThoseOfTheRegionThatGaveThemLast() {
    Interleavings.assertNoneBreaks(Pages.class);
  }

  @Param(name = "item", gen = IntGen.class, conf = "0:1")
  @Param(name = "region", gen = IntGen.class, conf = "0:1")
  public static class Pages {
    private static final List<Map<String, AttributeValue>> ITEMS =
        List.of(ClientRegions.key("Mars"), ClientRegions.key("Venus"));

    private final PageTokens tokens = new PageTokens();

    @Operation
    public void pageComes(@Param(name = "item") int item, @Param(name = "region") int region) {
      ScanResponse page = ScanResponse.builder().lastEvaluatedKey(ITEMS.get(item)).build();
      tokens.remember(scan(ScanRequest.builder()), page, "region-" + region);
    }

    @Operation
    public @Nullable String regionOfToken(@Param(name = "item") int item) {
      return tokens.region(scan(ScanRequest.builder().exclusiveStartKey(ITEMS.get(item))));
    }

    private static Call<ScanRequest, ScanResponse> scan(ScanRequest.Builder request) {
      return new Call<>(
          DataOperations.SCAN,
          request.tableName(ClientRegions.TABLE).build(),
          CallOptions.DEFAULT,
          List.of(ClientRegions.TABLE),
          true,
          Deadline.after(Duration.ofSeconds(1), () -> 0));
    }
  }
}
