package io.github.dynamodbha.sync.join;

/** A file of entries that knows which bits all its keys share. Not thread-safe. */
final class EntryFile {
  private final SpillFile file;
  private long minHigh = -1;
  private long minLow = -1;
  private long maxHigh;
  private long maxLow;

  EntryFile(SpillDirectory directory, String kind, int bufferBytes) {
    file = new SpillFile(directory, kind, bufferBytes);
  }

  long records() {
    return file.records();
  }

  /** How many upper bits the keys of all records have in common: 128 if all are of one key. */
  int commonBits() {
    return records() == 0 ? KeyBits.LENGTH : KeyBits.common(minHigh, minLow, maxHigh, maxLow);
  }

  /** Whether a key lies between the least and the greatest that were appended. */
  boolean mayHold(long keyHigh, long keyLow) {
    return KeyBits.compare(keyHigh, keyLow, minHigh, minLow) >= 0
        && KeyBits.compare(keyHigh, keyLow, maxHigh, maxLow) <= 0;
  }

  /** Appends an entry that lies in bytes as {@link EntryRecord} says. */
  void append(byte[] record, int at) {
    include(EntryRecord.keyHigh(record, at), EntryRecord.keyLow(record, at));
    file.append(record, at, EntryRecord.length(record, at));
  }

  void append(
      long keyHigh,
      long keyLow,
      long high,
      long low,
      int mask,
      boolean differs,
      byte flags,
      int segment,
      byte[] payload,
      int offset,
      int length) {
    include(keyHigh, keyLow);
    int at = file.claim(EntryRecord.PAYLOAD + length);
    EntryRecord.put(
        file.block(),
        at,
        keyHigh,
        keyLow,
        high,
        low,
        mask,
        differs,
        flags,
        segment,
        payload,
        offset,
        length);
  }

  private void include(long keyHigh, long keyLow) {
    if (KeyBits.compare(keyHigh, keyLow, minHigh, minLow) < 0) {
      minHigh = keyHigh;
      minLow = keyLow;
    }
    if (KeyBits.compare(keyHigh, keyLow, maxHigh, maxLow) > 0) {
      maxHigh = keyHigh;
      maxLow = keyLow;
    }
  }

  void seal() {
    file.seal();
  }

  EntryReader read() {
    return new EntryReader(this, file.read());
  }

  void close() {
    file.close();
  }

  void delete() {
    file.delete();
  }
}
