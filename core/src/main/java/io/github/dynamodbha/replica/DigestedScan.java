package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.DigestedItems;
import io.github.dynamodbha.item.TableFormat;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * One call of Scan whose reply is wanted as digests; goes with the request as an execution
 * attribute to {@link DigestingInterceptor}, which leaves the digests here where there is one and
 * it can.
 *
 * <p>Written by the thread that makes the call, read by whoever follows the call's future.
 */
final class DigestedScan {
  static final ExecutionAttribute<DigestedScan> ATTRIBUTE =
      new ExecutionAttribute<>("dynamodbha.DigestedScan");

  private final TableFormat format;
  private final Set<String> extraAttributes;
  private @Nullable DigestedItems items;
  private @Nullable InputStream body;

  DigestedScan(TableFormat format, Set<String> extraAttributes) {
    this.format = format;
    this.extraAttributes = extraAttributes;
  }

  ScanRequest on(ScanRequest request) {
    return Operation.SCAN.configure(request, c -> c.putExecutionAttribute(ATTRIBUTE, this));
  }

  TableFormat format() {
    return format;
  }

  Set<String> extraAttributes() {
    return extraAttributes;
  }

  /** A new attempt has its reply: what was left of an earlier one that failed is void. */
  void restart() {
    items = null;
    body = null;
  }

  /** The reply was digested, and the SDK is to read {@code rest} in its place. */
  void digested(DigestedItems digested, InputStream rest) {
    items = digested;
    body = rest;
  }

  /** The reply was begun to be read, and left; this is all of it. */
  void left(InputStream whole) {
    body = whole;
  }

  /** What the SDK is to read, or null if its own stream is untouched. */
  @Nullable InputStream body() {
    return body;
  }

  /**
   * The digests, of the items that the SDK has read if the reply wasn't digested on its way.
   *
   * @param read what the SDK made of the reply
   */
  DigestedItems items(Collection<Map<String, AttributeValue>> read) {
    DigestedItems digested = items;
    return digested != null ? digested : DigestedItems.of(read, format, extraAttributes);
  }
}
