package io.github.dynamodbha.protocol;

import io.github.dynamodbha.Interleavings;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.replica.ScriptedRegions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;

class KeySchemaSourceInterleavingsTest {
  @Test
  void schema_whenThreadsAskForItAtOnce_thenTheRegionsAreAskedOnce() {
    Interleavings.assertNoThreadsBreak(Askers.class);
  }

  /** Nobody knows the schema yet, and the regions answer. */
  public static class Askers {
    private final ScriptedRegions regions = new ScriptedRegions("east", "west");
    private final KeySchemaSource source =
        new KeySchemaSource(
            ScriptedRegions.TABLE,
            regions.replicas(),
            ItemFormat.DEFAULT,
            null,
            new ProtocolScene.Errors());

    @Operation
    public boolean get() {
      return source.get().join().keys().equals(ScriptedRegions.KEYS);
    }

    @Validate
    public void validate() {
      int asked = regions.get(0).asked(DescribeTableRequest.class).size();
      if (asked > 1) {
        throw new IllegalStateException("asked " + asked + " times");
      }
    }
  }
}
