package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a run is divided: a later run has to find the same lists under the same numbers. */
class BatchesTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "7, 1", "8, 1", "16, 2", "800, 100", "10000, 100"})
  void lists_haveASizeThatTheTotalDecides(int total, int size) {
    List<Batches.Batch<Integer>> batches = all(total);

    assertThat(batches.get(0).elements()).hasSize(size);
    assertThat(batches).allMatch(batch -> batch.elements().size() <= size);
  }

  @Test
  void lists_holdEachElementOnceInItsOrder_numberedFromZero() {
    List<Batches.Batch<Integer>> batches = all(27);

    assertThat(batches.stream().flatMap(batch -> batch.elements().stream()))
        .containsExactlyElementsOf(IntStream.range(0, 27).boxed().toList());
    assertThat(batches.stream().map(Batches.Batch::number))
        .containsExactlyElementsOf(IntStream.range(0, batches.size()).boxed().toList());
  }

  @Test
  void take_whenNothingIsLeft_thenIsEmpty() {
    Batches<Integer> none = new Batches<>(List.<Integer>of().iterator(), 0);

    assertThat(none.take().isEmpty()).isTrue();
    assertThat(none.take().isEmpty()).isTrue();
  }

  private static List<Batches.Batch<Integer>> all(int total) {
    Batches<Integer> batches = new Batches<>(IntStream.range(0, total).iterator(), total);
    List<Batches.Batch<Integer>> all = new ArrayList<>();
    for (Batches.Batch<Integer> next = batches.take(); !next.isEmpty(); next = batches.take()) {
      all.add(next);
    }
    return all;
  }
}
