package io.github.dynamodbha.client;

import io.github.dynamodbha.Interleavings;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

class MissingTablesInterleavingsTest {
  @Test
  void warning_whenManyCallsFindTheSame_thenIsGivenOnce() {
    Interleavings.assertNoneBreaks(Calls.class);
  }

  public static class Calls {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger warnings = new AtomicInteger();
    private final MissingTables tables =
        new MissingTables(() -> 0, warning -> warnings.incrementAndGet());

    @Operation
    public void answered() {
      calls.incrementAndGet();
      tables.answered(List.of("planets"), List.of("us-west-1"), "us-east-1");
    }

    @Validate
    public void validate() {
      if (warnings.get() != Math.min(1, calls.get())) {
        throw new IllegalStateException(warnings + " warnings for " + calls + " calls");
      }
    }
  }
}
