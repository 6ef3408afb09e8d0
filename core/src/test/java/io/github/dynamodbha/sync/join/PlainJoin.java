package io.github.dynamodbha.sync.join;

import io.github.dynamodbha.sync.join.Copies.Copy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a join does, in the plainest words. */
final class PlainJoin {
  record Shown(long high, long low, int flags, List<Byte> payload) implements Comparable<Shown> {
    @Override
    public int compareTo(Shown other) {
      int order = Long.compareUnsigned(high, other.high);
      order = order != 0 ? order : Long.compareUnsigned(low, other.low);
      order = order != 0 ? order : Integer.compare(flags, other.flags);
      for (int i = 0; order == 0 && i < Math.min(payload.size(), other.payload.size()); i++) {
        order = Byte.compareUnsigned(payload.get(i), other.payload.get(i));
      }
      return order != 0 ? order : Integer.compare(payload.size(), other.payload.size());
    }
  }

  record Held(BigInteger key, int mask, boolean differs, int segment, Shown shown) {
    Held merge(Held other) {
      return new Held(
          key,
          mask | other.mask,
          differs
              || other.differs
              || (mask & other.mask) != 0
              || shown.high != other.shown.high
              || shown.low != other.shown.low,
          Math.min(segment, other.segment),
          shown.compareTo(other.shown) >= 0 ? shown : other.shown);
    }
  }

  record Matched(int flags, List<Byte> payload) {}

  private final int complete;
  private final Map<BigInteger, Held> held = new HashMap<>();
  private final Map<Matched, Integer> matched = new HashMap<>();

  PlainJoin(int replicas) {
    complete = EntryTable.mask(replicas);
  }

  boolean add(Copy copy) {
    Held merged =
        held.merge(
            key(copy.keyHigh(), copy.keyLow()),
            new Held(
                key(copy.keyHigh(), copy.keyLow()),
                copy.mask(),
                copy.differs(),
                copy.segment(),
                new Shown(copy.high(), copy.low(), copy.flags() & 0xFF, copy.payload())),
            Held::merge);
    if (merged.mask() != complete || merged.differs()) {
      return false;
    }
    held.remove(merged.key());
    matched.merge(new Matched(merged.shown().flags(), merged.shown().payload()), 1, Integer::sum);
    return true;
  }

  static BigInteger key(long high, long low) {
    return new BigInteger(Long.toUnsignedString(high))
        .shiftLeft(64)
        .or(new BigInteger(Long.toUnsignedString(low)));
  }

  Map<Matched, Integer> matched() {
    return matched;
  }

  List<Held> candidates() {
    return new ArrayList<>(new TreeMap<>(held).values());
  }

  static Held held(Unmatched candidate) {
    return new Held(
        key(candidate.keyHigh(), candidate.keyLow()),
        candidate.mask(),
        candidate.differs(),
        candidate.segment(),
        new Shown(
            candidate.high(),
            candidate.low(),
            candidate.flags() & 0xFF,
            Copies.list(candidate.payload())));
  }
}
