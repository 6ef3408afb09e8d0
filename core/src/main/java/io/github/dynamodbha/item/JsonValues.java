package io.github.dynamodbha.item;

/**
 * Writes an item's values from JSON in their canonical form. What the form wants sorted (maps,
 * sets) is written as it comes and then sorted as whole pieces. Whatever is odd ends in {@link
 * OddItemException}.
 */
final class JsonValues {
  private final JsonCursor json;
  private final CanonicalBytes form;
  private final CanonicalBytes sorted;
  private final CanonicalJson strings;
  private final Slices slices;

  /** The size of what was written, as {@link ItemSize} counts, since it was last set. */
  long bytes;

  JsonValues(JsonCursor json, ItemDigester.Scratch scratch) {
    this.json = json;
    this.form = scratch.form();
    this.sorted = scratch.sorted();
    this.strings = new CanonicalJson(json, form);
    this.slices = scratch.slices();
  }

  /** Writes the name at the cursor and moves behind its colon; returns its length. */
  int name() {
    int length = strings.text();
    bytes += length;
    open(':');
    return length;
  }

  /** Writes the value at the cursor. */
  void value(int level) {
    if (level > Nesting.MAX_LEVELS) {
      throw new OddItemException();
    }
    open('{');
    switch (type()) {
      case CanonicalForm.S -> bytes += strings.text();
      case CanonicalForm.N -> bytes += strings.number();
      case CanonicalForm.B -> bytes += strings.binary();
      case CanonicalForm.SS -> set(CanonicalForm.S);
      case CanonicalForm.NS -> set(CanonicalForm.N);
      case CanonicalForm.BS -> set(CanonicalForm.B);
      case CanonicalForm.M -> map(level + 1);
      case CanonicalForm.L -> list(level + 1);
      case CanonicalForm.BOOL -> {
        bytes++;
        boolean isTrue = json.word("true");
        if (!isTrue && !json.word("false")) {
          throw new OddItemException();
        }
        form.putByte(isTrue ? (byte) 1 : (byte) 0);
      }
      default -> {
        bytes++;
        if (!json.word("true")) {
          throw new OddItemException();
        }
        form.putByte((byte) 0);
      }
    }
    open('}');
  }

  /** Moves over the type and its colon, and writes its tag. */
  private byte type() {
    json.peek();
    byte[] text = json.text;
    int at = json.position;
    if (text[at] != '"') {
      throw new OddItemException();
    }
    byte tag;
    if (text[at + 2] == '"') {
      tag =
          switch (text[at + 1]) {
            case 'S' -> CanonicalForm.S;
            case 'N' -> CanonicalForm.N;
            case 'B' -> CanonicalForm.B;
            case 'M' -> CanonicalForm.M;
            case 'L' -> CanonicalForm.L;
            default -> throw new OddItemException();
          };
      json.position = at + 3;
    } else if (text[at + 2] == 'S' && text[at + 3] == '"') {
      tag =
          switch (text[at + 1]) {
            case 'S' -> CanonicalForm.SS;
            case 'N' -> CanonicalForm.NS;
            case 'B' -> CanonicalForm.BS;
            default -> throw new OddItemException();
          };
      json.position = at + 4;
    } else if (json.word("\"BOOL\"")) {
      tag = CanonicalForm.BOOL;
    } else if (json.word("\"NULL\"")) {
      tag = CanonicalForm.NUL;
    } else {
      throw new OddItemException();
    }
    open(':');
    form.putByte(tag);
    return tag;
  }

  private void set(byte memberType) {
    int mark = group('[');
    if (!json.closes(']')) {
      do {
        slices.start();
        bytes +=
            switch (memberType) {
              case CanonicalForm.S -> strings.text();
              case CanonicalForm.N -> strings.number();
              default -> strings.binary();
            };
      } while (another(']'));
    }
    sort(mark, false);
  }

  private void map(int level) {
    bytes += ItemSize.CONTAINER_BYTES;
    int mark = group('{');
    if (!json.closes('}')) {
      do {
        slices.start();
        bytes += ItemSize.ENTRY_BYTES;
        int unused = name();
        value(level);
      } while (another('}'));
    }
    sort(mark, true);
  }

  private void list(int level) {
    bytes += ItemSize.CONTAINER_BYTES;
    open('[');
    int start = form.length();
    form.putInt(0);
    int elements = 0;
    if (!json.closes(']')) {
      do {
        bytes += ItemSize.ENTRY_BYTES;
        elements++;
        value(level);
      } while (another(']'));
    }
    form.setInt(start, elements);
  }

  /** Opens a group of slices behind the place for their count. */
  private int group(char bracket) {
    open(bracket);
    form.putInt(0);
    return slices.mark();
  }

  private void sort(int mark, boolean names) {
    int start = slices.count(mark) == 0 ? form.length() : slices.start(mark);
    if (slices.sort(mark, names)) {
      sorted.length(0);
      slices.copyTo(sorted, mark);
      form.length(start);
      form.putBytes(sorted.array(), 0, sorted.length());
    }
    form.setInt(start - Integer.BYTES, slices.count(mark));
    slices.close(mark);
  }

  void open(char wanted) {
    if (json.peek() != wanted) {
      throw new OddItemException();
    }
    json.position++;
  }

  boolean another(char closing) {
    int next = json.peek();
    if (next != ',' && next != closing) {
      throw new OddItemException();
    }
    json.position++;
    return next == ',';
  }
}
