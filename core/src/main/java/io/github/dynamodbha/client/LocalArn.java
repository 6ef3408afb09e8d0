package io.github.dynamodbha.client;

import java.util.List;

/** The ARN of a table in another region; the tables of one name are in one account. */
final class LocalArn {
  private static final int REGION = 3;
  private static final int PARTS = 6;

  private LocalArn() {}

  /**
   * The ARN in a region, if the given one is that of another region of the client; otherwise (such
   * as in an engine that has no regions) as it is.
   */
  static String in(String region, String arn, List<String> regions) {
    String[] parts = arn.split(":", PARTS);
    if (parts.length < PARTS || !regions.contains(parts[REGION])) {
      return arn;
    }
    parts[REGION] = region;
    return String.join(":", parts);
  }
}
