package io.github.dynamodbha.sync;

import io.github.dynamodbha.replica.DigestPage;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The pages of a replica's real scan, each segment's in an order of its own. */
final class ShuffledPages implements PageSource {
  private static final String NEXT = "next";

  private final PageSource real;
  private final Random random;
  private final Map<Integer, List<DigestPage>> pages = new ConcurrentHashMap<>();

  private ShuffledPages(PageSource real, long seed) {
    this.real = real;
    this.random = new Random(seed);
  }

  /** Another order in each replica. */
  static PageSource.Factory seeded(long seed) {
    return (items, attributes) ->
        new ShuffledPages(PageSource.of(items, attributes), seed + items.region().hashCode());
  }

  @Override
  public CompletableFuture<Reply<DigestPage>> page(
      int segment, int segments, @Nullable Map<String, AttributeValue> start) {
    int index = start == null ? 0 : Integer.parseInt(Objects.requireNonNull(start.get(NEXT)).n());
    List<DigestPage> shuffled =
        pages.computeIfAbsent(segment, ignored -> shuffled(readAll(segment, segments)));
    DigestPage page = shuffled.get(index);
    Map<String, AttributeValue> next =
        index + 1 < shuffled.size()
            ? Map.of(NEXT, AttributeValue.fromN(Integer.toString(index + 1)))
            : null;
    return CompletableFuture.completedFuture(
        new Reply.Answered<>(
            "shuffled", Duration.ZERO, new DigestPage(page.items(), next, page.readUnits())));
  }

  private List<DigestPage> readAll(int segment, int segments) {
    List<DigestPage> all = new ArrayList<>();
    Map<String, AttributeValue> start = null;
    do {
      Reply<DigestPage> reply = real.page(segment, segments, start).join();
      DigestPage page = ((Reply.Answered<DigestPage>) reply).answer();
      all.add(page);
      start = page.next();
    } while (start != null);
    return all;
  }

  private synchronized List<DigestPage> shuffled(List<DigestPage> all) {
    Collections.shuffle(all, random);
    return all;
  }
}
