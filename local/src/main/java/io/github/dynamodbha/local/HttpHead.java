package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;

/**
 * The head of an HTTP/1.1 message, as far as a relay has to know it.
 *
 * @param length bytes, with the empty line
 * @param startLine the request or status line
 * @param contentLength of the body in bytes; -1 if absent
 * @param chunked whether the body is in chunks
 * @param persistent whether the connection goes on after this message
 * @param expectsContinue whether the sender waits for {@code 100 Continue}
 * @param operation the DynamoDB operation, such as {@code PutItem}; empty if there is none
 */
record HttpHead(
    int length,
    String startLine,
    long contentLength,
    boolean chunked,
    boolean persistent,
    boolean expectsContinue,
    String operation) {

  static HttpHead parse(byte[] bytes, int from, int length) throws IOException {
    String text = new String(bytes, from, length, ISO_8859_1);
    int lineEnd = text.indexOf("\r\n");
    String startLine = text.substring(0, lineEnd);
    long contentLength = -1;
    boolean chunked = false;
    boolean persistent = !startLine.contains("HTTP/1.0");
    boolean expectsContinue = false;
    String operation = "";
    int lineStart = lineEnd + 2;
    while ((lineEnd = text.indexOf("\r\n", lineStart)) > lineStart) {
      int colon = text.indexOf(':', lineStart);
      if (colon > lineStart && colon < lineEnd) {
        // By length first: most headers are none of ours, and this is the hot path.
        switch (colon - lineStart) {
          case 6 -> {
            if (isName(text, lineStart, "expect")) {
              expectsContinue = value(text, colon, lineEnd).equalsIgnoreCase("100-continue");
            }
          }
          case 10 -> {
            if (isName(text, lineStart, "connection")
                && value(text, colon, lineEnd).equalsIgnoreCase("close")) {
              persistent = false;
            }
          }
          case 12 -> {
            if (isName(text, lineStart, "x-amz-target")) {
              String target = value(text, colon, lineEnd);
              operation = target.substring(target.lastIndexOf('.') + 1);
            }
          }
          case 14 -> {
            if (isName(text, lineStart, "content-length")) {
              contentLength = parseLength(value(text, colon, lineEnd));
            }
          }
          case 17 -> {
            if (isName(text, lineStart, "transfer-encoding")) {
              chunked = value(text, colon, lineEnd).equalsIgnoreCase("chunked");
            }
          }
          default -> {}
        }
      }
      lineStart = lineEnd + 2;
    }
    return new HttpHead(
        length, startLine, contentLength, chunked, persistent, expectsContinue, operation);
  }

  private static boolean isName(String text, int start, String name) {
    return text.regionMatches(true, start, name, 0, name.length());
  }

  private static String value(String text, int colon, int lineEnd) {
    return text.substring(colon + 1, lineEnd).trim();
  }

  private static long parseLength(String value) throws IOException {
    try {
      long length = Long.parseLong(value);
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      throw new IOException("Content-Length is no number: " + value, e);
    }
    throw new IOException("Content-Length is negative: " + value);
  }

  /** The status of a reply, such as 200. */
  int status() throws IOException {
    int space = startLine.indexOf(' ');
    try {
      return Integer.parseInt(startLine, space + 1, Math.min(space + 4, startLine.length()), 10);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException("no status line: " + startLine, e);
    }
  }

  /** The body that follows this head of a request. */
  BodyFraming requestBody() {
    return chunked ? new ChunkedBody() : new FixedLengthBody(Math.max(0, contentLength));
  }

  /** The body that follows this head of a reply to {@code request}. */
  BodyFraming replyBody(HttpHead request) throws IOException {
    int status = status();
    if (status < 200 || status == 204 || status == 304 || request.startLine().startsWith("HEAD ")) {
      return new FixedLengthBody(0);
    }
    if (chunked) {
      return new ChunkedBody();
    }
    return contentLength < 0 ? new BodyUntilClose() : new FixedLengthBody(contentLength);
  }
}
