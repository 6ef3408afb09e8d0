package io.github.dynamodbha.item;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Digests the items of a page straight from the JSON of a reply to Scan, several times as fast as
 * over the SDK's objects, and with the same outcome as {@link DigestedItems#of}.
 *
 * <p>Keeps its buffers for the next page. Not thread-safe.
 */
public final class PageDigester {
  private final ItemDigester.Scratch scratch = ItemDigester.Scratch.create();

  /**
   * What a reply holds.
   *
   * @param items its items
   * @param rest the JSON text of the reply with no items in it and all else as it came
   */
  public record DigestedReply(DigestedItems items, SdkBytes rest) {}

  /** A digester with small buffers, which grow with the largest item. */
  public PageDigester() {}

  /** The array with at least the room behind {@code length} bytes that {@link #digest} needs. */
  public static byte[] padded(byte[] body, int length) {
    return body.length - length >= JsonCursor.PADDING
        ? body
        : Arrays.copyOf(body, Math.addExact(length, JsonCursor.PADDING));
  }

  /** About how many bytes of memory the buffers take, between pages. */
  public long heldBytes() {
    return scratch.heldBytes();
  }

  /**
   * Digests the items of a reply.
   *
   * @param body an array that begins with the reply's JSON text; if it is {@linkplain #padded
   *     padded}, it is used as it is and zeros are written behind the text, else it is copied
   * @param length how many bytes the text has
   * @param format how the table's items are read
   * @param extraAttributes see {@link DigestedItems#system}
   * @throws UnreadableReplyException if the text is no JSON, or no page of a scan: an item has an
   *     attribute twice, a value's JSON is not of its type, or their number is not the reply's
   *     {@code Count}
   * @throws IllegalArgumentException if there are more than 27 extra attributes, or the name of one
   *     of them, or of one in {@code format}, is no Unicode
   */
  public DigestedReply digest(
      byte[] body, int length, TableFormat format, Set<String> extraAttributes) {
    byte[] text = padded(body, length);
    Arrays.fill(text, length, length + JsonCursor.PADDING, (byte) 0);
    JsonCursor json = new JsonCursor(text, length);
    WatchedNames watched = new WatchedNames(format, extraAttributes);
    DigestedItemsBuilder items = new DigestedItemsBuilder(format, watched);
    ItemDigester digester = new ItemDigester(format.keys(), watched, json, scratch);
    int itemsStart = 0;
    int itemsEnd = 0;
    String count = null;
    json.expect('{');
    if (!json.closes('}')) {
      do {
        String member = json.string();
        json.expect(':');
        switch (member) {
          case "Items" -> {
            if (itemsStart > 0) {
              throw json.unreadable("'Items' once more");
            }
            json.expect('[');
            itemsStart = json.position;
            itemsEnd = items(json, digester, items);
          }
          case "Count" -> count = json.number();
          default -> json.skip();
        }
      } while (json.another('}'));
    }
    json.requireEnd();
    requireCount(json, count, items.count());
    return new DigestedReply(items.build(), without(text, itemsStart, itemsEnd, length));
  }

  /** Reads the array's elements; returns where they end. */
  private static int items(JsonCursor json, ItemDigester digester, DigestedItemsBuilder items) {
    if (json.closes(']')) {
      return json.position - 1;
    }
    do {
      digester.read(items);
    } while (json.another(']'));
    return json.position - 1;
  }

  private static void requireCount(JsonCursor json, @Nullable String count, int items) {
    if (count != null && !count.equals(Integer.toString(items))) {
      throw new UnreadableReplyException(
          "a Count of " + count + " beside " + items + " items", json.position);
    }
  }

  private static SdkBytes without(byte[] text, int start, int end, int length) {
    byte[] rest = Arrays.copyOf(text, length - (end - start));
    System.arraycopy(text, end, rest, start, length - end);
    return SdkBytes.fromByteArrayUnsafe(rest);
  }
}
