package io.github.dynamodbha.benchmarks;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a {@link JoinRun} measured; it crosses from its process as one line of numbers.
 *
 * @param copies added: those of both replicas
 * @param generateNanos what making up all items takes by itself, by one thread
 * @param scanNanos making them up and adding them to both levels, by all workers
 * @param finishNanos settling what is on disk and reading the candidates
 * @param cpuNanos of the whole process for both of those, its compiler and collector included
 * @param peakResidentBytes of the process; 0 where the system doesn't tell
 * @param peakHeldBytes of the second level, by its own account
 * @param spilledBytes written to disk, all in all
 * @param candidates keys that did not match
 */
record JoinResult(
    long copies,
    long generateNanos,
    long scanNanos,
    long finishNanos,
    long cpuNanos,
    long peakResidentBytes,
    long peakHeldBytes,
    long spilledBytes,
    long candidates) {

  String line() {
    return LongStream.of(
            copies,
            generateNanos,
            scanNanos,
            finishNanos,
            cpuNanos,
            peakResidentBytes,
            peakHeldBytes,
            spilledBytes,
            candidates)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  static JoinResult parse(String line) {
    long[] numbers = Arrays.stream(line.strip().split(" ")).mapToLong(Long::parseLong).toArray();
    return new JoinResult(
        numbers[0],
        numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5],
        numbers[6],
        numbers[7],
        numbers[8]);
  }

  double copiesPerSecond() {
    return copies / ((scanNanos + finishNanos) / 1e9);
  }
}
