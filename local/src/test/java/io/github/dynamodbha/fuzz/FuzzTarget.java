package io.github.dynamodbha.fuzz;

/** What is tried. */
@FunctionalInterface
public interface FuzzTarget {
  /**
   * Reads an input, and returns if that went as documented, a documented refusal included.
   *
   * @throws Exception or an error, if it did not
   */
  void accept(byte[] input) throws Exception;
}
