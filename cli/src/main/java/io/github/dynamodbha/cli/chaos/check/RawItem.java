package io.github.dynamodbha.cli.chaos.check;

/**
 * What one region holds of a key, as a client that knows nothing of the library sees it.
 *
 * @param tombstone true if it only says that the item is gone
 * @param version its {@code last_updated}; empty if it has none
 * @param value what the call wrote that stored it; empty if there is nothing of the kind
 * @param content everything it holds, in one form: equal texts are equal items
 * @param whole false if its attributes don't belong together
 */
public record RawItem(
    boolean tombstone, String version, String value, String content, boolean whole) {
  @Override
  public String toString() {
    return content;
  }
}
