package io.github.dynamodbha.cli.chaos;

import java.net.URI;

/** A region, and where it answers. */
record Endpoint(String region, URI uri) {
  static Endpoint parse(String text) {
    int equals = text.indexOf('=');
    return new Endpoint(text.substring(0, equals), URI.create(text.substring(equals + 1)));
  }

  @Override
  public String toString() {
    return region + "=" + uri;
  }
}
