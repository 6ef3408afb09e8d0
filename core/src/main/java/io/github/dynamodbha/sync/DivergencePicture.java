package io.github.dynamodbha.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts what differs by scan segment. A table of any size gives a picture of the same size:
 * neighbouring segments share a column. Not thread-safe.
 */
final class DivergencePicture {
  /** More columns than this can't be told apart on a page. */
  static final int MAX_COLUMNS = 128;

  private final int segments;
  private final KindCounts[] columns;

  /**
   * An empty picture.
   *
   * @param segments into how many each table is divided
   */
  DivergencePicture(int segments) {
    this.segments = segments;
    columns = new KindCounts[Math.min(segments, MAX_COLUMNS)];
    Arrays.fill(columns, KindCounts.NONE);
  }

  void add(Divergence divergence) {
    int column = (int) ((long) divergence.segment() * columns.length / segments);
    columns[column] = columns[column].plus(divergence.kind());
  }

  /** All columns in the order of the segments, the empty ones too. */
  List<SegmentCounts> columns() {
    List<SegmentCounts> counts = new ArrayList<>(columns.length);
    for (int column = 0; column < columns.length; column++) {
      counts.add(new SegmentCounts(firstOf(column), firstOf(column + 1) - 1, columns[column]));
    }
    return counts;
  }

  /** The first segment that falls into a column: {@code add} rounds down, so this rounds up. */
  private int firstOf(int column) {
    return (int) (((long) column * segments + columns.length - 1) / columns.length);
  }
}
