package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.PageDigester.DigestedReply;
import io.github.dynamodbha.item.UnreadableReplyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Digests the items of a reply before the SDK sees it, and hands on the reply without them: where
 * the next page starts and what was consumed are still the SDK's to read.
 *
 * <p>Acts only on calls that carry a {@link DigestedScan}, and only on plain replies of status 200;
 * all others pass as they are. It runs within an attempt, before the SDK's own check of the
 * checksum: so it makes that check itself, on the reply as it came, and takes the header off the
 * one that it hands on. What it throws is classified and tried again as if the SDK had.
 *
 * <p>Thread-safe. A page is read whole into one of a few buffers that are used again.
 */
final class DigestingInterceptor implements ExecutionInterceptor {
  private static final String CHECKSUM_HEADER = "x-amz-crc32";
  private static final int OK = 200;

  /** As many pages of one region as are read at once, in the usual case. */
  private static final int MAX_IDLE_BUFFERS = 8;

  private final BlockingQueue<ReplyBuffer> idle = new ArrayBlockingQueue<>(MAX_IDLE_BUFFERS);

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    SdkHttpResponse response = context.httpResponse();
    DigestedScan scan = attributes.getAttribute(DigestedScan.ATTRIBUTE);
    if (scan == null) {
      return response;
    }
    scan.restart();
    Optional<InputStream> body = context.responseBody();
    if (body.isEmpty() || !isPlain(response)) {
      return response;
    }
    ReplyBuffer buffer = Optional.ofNullable(idle.poll()).orElseGet(ReplyBuffer::new);
    boolean digested = digest(scan, response, body.get(), buffer);
    if (buffer.isWorthKeeping()) {
      boolean unused = idle.offer(buffer);
    }
    return digested
        ? response.toBuilder().removeHeader(CHECKSUM_HEADER).removeHeader("Content-Length").build()
        : response;
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    DigestedScan scan = attributes.getAttribute(DigestedScan.ATTRIBUTE);
    InputStream body = scan == null ? null : scan.body();
    return body == null ? context.responseBody() : Optional.of(body);
  }

  /** Returns whether the SDK is to read what is left of the reply, and not all of it. */
  private static boolean digest(
      DigestedScan scan, SdkHttpResponse response, InputStream body, ReplyBuffer buffer) {
    try {
      if (!buffer.read(body)) {
        scan.left(buffer.followedBy(body));
        return false;
      }
      body.close();
    } catch (IOException brokenOff) {
      if (body instanceof Abortable connection) {
        connection.abort();
      }
      throw SdkClientException.create(
          "The reply to Scan broke off: " + brokenOff.getMessage(), brokenOff);
    }
    requireChecksum(response, buffer);
    try {
      DigestedReply reply = buffer.digest(scan.format(), scan.extraAttributes());
      scan.digested(reply.items(), reply.rest().asInputStream());
      return true;
    } catch (UnreadableReplyException unreadable) {
      throw new UnreadablePageException(unreadable);
    }
  }

  private static boolean isPlain(SdkHttpResponse response) {
    return response.statusCode() == OK
        && response.firstMatchingHeader("Content-Encoding").isEmpty()
        && response.firstMatchingHeader(CHECKSUM_HEADER).map(s -> checksum(s) != null).orElse(true);
  }

  private static void requireChecksum(SdkHttpResponse response, ReplyBuffer buffer) {
    Long expected =
        response
            .firstMatchingHeader(CHECKSUM_HEADER)
            .map(DigestingInterceptor::checksum)
            .orElse(null);
    if (expected != null && expected != buffer.checksum()) {
      throw Crc32MismatchException.builder()
          .message(
              "The reply to Scan was changed on its way: its checksum (CRC-32) is "
                  + buffer.checksum()
                  + " and should be "
                  + expected)
          .build();
    }
  }

  /** The header's value, or null if it is no number, which is the SDK's to judge. */
  private static @Nullable Long checksum(String header) {
    try {
      return Long.valueOf(header);
    } catch (NumberFormatException malformed) {
      return null;
    }
  }
}
