package io.github.dynamodbha.benchmarks;

import java.util.function.IntFunction;

/**
 * One way to do a call.
 *
 * @param name for the table of results
 * @param legs whether it consists of several SDK calls, whose slowest is reported on its own
 * @param call makes a call, given its number, and times it
 */
record Contender(String name, boolean legs, IntFunction<Timing> call) {
  static Contender of(String name, java.util.function.IntConsumer call) {
    return new Contender(name, false, number -> Timing.of(() -> call.accept(number)));
  }
}
