package io.github.dynamodbha.item;

import java.nio.charset.StandardCharsets;

/**
 * A place in a JSON text. Strict: what RFC 8259 doesn't allow ends in {@link
 * UnreadableReplyException}, and so does a nesting that no item can have.
 *
 * <p>Behind the text stand {@link #PADDING} zero bytes, which are no part of any JSON text; so
 * nothing here, and none of those who read whole words, has to look for the end.
 */
final class JsonCursor {
  /** Enough for a word that is read at the very end. */
  static final int PADDING = 16;

  /** The SDK's own limit; source: Jackson's {@code StreamReadConstraints}. */
  private static final int MAX_NESTING = 1000;

  private final int end;
  final byte[] text;
  int position;

  /** A cursor at the start of a text that {@link #PADDING} zero bytes follow. */
  JsonCursor(byte[] padded, int length) {
    text = padded;
    end = length;
  }

  /** Moves over white space to the next character, and returns it: 0 at the end of the text. */
  int peek() {
    int next = text[position];
    while (next <= ' ' && (next == ' ' || next == '\n' || next == '\r' || next == '\t')) {
      next = text[++position];
    }
    return next;
  }

  void expect(char wanted) {
    if (peek() != wanted) {
      throw unreadable("something else than '" + wanted + "'");
    }
    position++;
  }

  /**
   * Behind an element: true if a comma shows that another one follows, false at {@code closing}.
   */
  boolean another(char closing) {
    int next = peek();
    if (next != ',' && next != closing) {
      throw unreadable("neither ',' nor '" + closing + "'");
    }
    position++;
    return next == ',';
  }

  /** Behind an opening bracket: true, and the cursor behind it, if the closing one follows. */
  boolean closes(char closing) {
    if (peek() != closing) {
      return false;
    }
    position++;
    return true;
  }

  /** Moves over a word such as {@code true} if it stands here. */
  boolean word(String word) {
    peek();
    for (int i = 0; i < word.length(); i++) {
      if (text[position + i] != word.charAt(i)) {
        return false;
      }
    }
    position += word.length();
    return true;
  }

  void requireEnd() {
    peek();
    if (position != end) {
      throw unreadable("more than one JSON text");
    }
  }

  /** Moves over any value. */
  void skip() {
    skip(1);
  }

  private void skip(int level) {
    if (level > MAX_NESTING) {
      throw unreadable("a nesting of more than " + MAX_NESTING + " levels");
    }
    switch (peek()) {
      case '"' -> string();
      case '{' -> {
        position++;
        if (!closes('}')) {
          do {
            string();
            expect(':');
            skip(level + 1);
          } while (another('}'));
        }
      }
      case '[' -> {
        position++;
        if (!closes(']')) {
          do {
            skip(level + 1);
          } while (another(']'));
        }
      }
      case 't' -> requireWord("true");
      case 'f' -> requireWord("false");
      case 'n' -> requireWord("null");
      default -> number();
    }
  }

  private void requireWord(String word) {
    if (!word(word)) {
      throw unreadable("a value that is none of JSON's");
    }
  }

  /** A JSON number, as text; none of an item's numbers is one. */
  String number() {
    peek();
    int start = position;
    if (text[position] == '-') {
      position++;
    }
    digits();
    if (text[position] == '.') {
      position++;
      digits();
    }
    if (text[position] == 'e' || text[position] == 'E') {
      position++;
      if (text[position] == '-' || text[position] == '+') {
        position++;
      }
      digits();
    }
    return new String(text, start, position - start, StandardCharsets.ISO_8859_1);
  }

  private void digits() {
    int start = position;
    while (text[position] >= '0' && text[position] <= '9') {
      position++;
    }
    if (position == start) {
      throw unreadable("a value that is none of JSON's");
    }
  }

  /** The string at the cursor; it may hold half a surrogate pair, if that was escaped. */
  String string() {
    expect('"');
    int start = position;
    while (text[position] != '"' && text[position] != '\\') {
      character();
    }
    String plain = new String(text, start, position - start, StandardCharsets.UTF_8);
    if (text[position] == '"') {
      position++;
      return plain;
    }
    StringBuilder decoded = new StringBuilder(plain);
    while (text[position] != '"') {
      if (text[position] == '\\') {
        decoded.append(escaped());
      } else {
        int from = position;
        character();
        decoded.append(new String(text, from, position - from, StandardCharsets.UTF_8));
      }
    }
    position++;
    return decoded.toString();
  }

  private void character() {
    int first = text[position];
    if (first >= 0 && first < ' ') {
      throw unreadable(position >= end ? "its end" : "a control character in a string");
    }
    int bytes = Utf8.length(text, position);
    if (bytes == 0) {
      throw unreadable("a string that is no UTF-8");
    }
    position += bytes;
  }

  private char escaped() {
    char next = (char) (text[position + 1] & 0xFF);
    if (next == 'u') {
      int unit = Utf8.hexadecimal(text, position + 2);
      if (unit < 0) {
        throw unreadable("an escape that is none of JSON's");
      }
      position += 6;
      return (char) unit;
    }
    int character = Utf8.escape(next);
    if (character < 0) {
      throw unreadable("an escape that is none of JSON's");
    }
    position += 2;
    return (char) character;
  }

  UnreadableReplyException unreadable(String what) {
    return new UnreadableReplyException(position >= end ? "its end" : what, position);
  }
}
