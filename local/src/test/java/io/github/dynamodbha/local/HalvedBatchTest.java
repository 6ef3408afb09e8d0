package io.github.dynamodbha.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HalvedBatchTest {

  private static String request(String keys) {
    return "{\"RequestItems\":{\"t\":{\"Keys\":" + keys + ",\"ConsistentRead\":true}},\"X\":1}";
  }

  @Test
  void keys_whenOdd_thenTheLargerHalfIsAskedForAndTheOtherIsLeft() throws IOException {
    HalvedBatch batch = new HalvedBatch(request("[{\"k\":1},{\"k\":2},{\"k\":3}]"));
    assertThat(batch.request()).isEqualTo(request("[{\"k\":1},{\"k\":2}]"));
    assertThat(batch.reply("{\"Responses\":{\"t\":[]},\"UnprocessedKeys\":{}}"))
        .isEqualTo(
            "{\"Responses\":{\"t\":[]},\"UnprocessedKeys\":{\"t\":{\"Keys\":[{\"k\":3}],\"ConsistentRead\":true}}}");
  }

  @Test
  void keys_whenThereIsOne_thenItIsAnswered() throws IOException {
    HalvedBatch batch = new HalvedBatch(request("[{\"k\":1}]"));
    assertThat(batch.request()).isEqualTo(request("[{\"k\":1}]"));
    assertThat(batch.reply("{\"Responses\":{}}"))
        .isEqualTo("{\"Responses\":{},\"UnprocessedKeys\":{}}");
  }

  @Test
  void keys_whenTheRegionLeavesSomeToo_thenBothAreGivenBack() throws IOException {
    HalvedBatch batch = new HalvedBatch(request("[{\"k\":1},{\"k\":2}]"));
    assertThat(
            batch.reply(
                "{\"UnprocessedKeys\":{\"t\":{\"ConsistentRead\":true,\"Keys\":[{\"k\":1}]}}}"))
        .contains("\"Keys\":[{\"k\":1},{\"k\":2}]");
  }

  @Test
  void tables_thenEachIsHalvedByItself() throws IOException {
    HalvedBatch batch =
        new HalvedBatch("{\"RequestItems\":{\"t\":{\"Keys\":[1,2]},\"u\":{\"Keys\":[3]}}}");
    assertThat(batch.request())
        .isEqualTo("{\"RequestItems\":{\"t\":{\"Keys\":[1]},\"u\":{\"Keys\":[3]}}}");
    assertThat(batch.reply("{}")).isEqualTo("{\"UnprocessedKeys\":{\"t\":{\"Keys\":[2]}}}");
  }
}
