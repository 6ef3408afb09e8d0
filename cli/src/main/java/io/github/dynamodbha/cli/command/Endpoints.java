package io.github.dynamodbha.cli.command;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The regions of a table, in order of preference, and the endpoints that are given for some. */
final class Endpoints {
  private static final int MAX_PORT = 65_535;

  private final List<String> regions;
  private final Map<String, URI> urls;

  private Endpoints(List<String> regions, Map<String, URI> urls) {
    this.regions = regions;
    this.urls = urls;
  }

  /**
   * Reads {@code --regions} and {@code --endpoint-url REGION=URL}; without regions, they are those
   * that the endpoints name.
   *
   * @throws UsageException if an endpoint is malformed, or is for a region that isn't named
   */
  static Endpoints of(List<String> regions, List<String> endpointUrls) {
    Map<String, URI> urls = new LinkedHashMap<>();
    for (String endpoint : endpointUrls) {
      int equals = endpoint.indexOf('=');
      boolean bare = equals <= 0 || endpoint.matches("https?://.*");
      requireOne(endpoint);
      String url = bare && equals != 0 ? endpoint : endpoint.substring(equals + 1);
      String region = bare ? only(regions, endpoint) : endpoint.substring(0, equals);
      if (!regions.isEmpty() && !regions.contains(region)) {
        throw new UsageException(
            "--endpoint-url %s is for region '%s', which is not one of --regions %s: add it there, or correct it"
                .formatted(endpoint, region, String.join(",", regions)));
      }
      if (urls.put(region, uri(endpoint, url)) != null) {
        throw new UsageException(
            "--endpoint-url is given twice for region '" + region + "': leave one of them");
      }
    }
    return new Endpoints(regions.isEmpty() ? List.copyOf(urls.keySet()) : regions, urls);
  }

  private static void requireOne(String endpoint) {
    if (endpoint.matches(".*,.*://.*")) {
      throw new UsageException(
          "--endpoint-url %s holds several: repeat the option, --endpoint-url REGION=URL for each"
              .formatted(endpoint));
    }
  }

  private static String only(List<String> regions, String endpoint) {
    if (regions.size() == 1 && !endpoint.startsWith("=")) {
      return regions.get(0);
    }
    List<String> examples = new ArrayList<>();
    (regions.isEmpty() ? List.of("us-east-1", "us-west-1") : regions)
        .forEach(region -> examples.add("--endpoint-url " + region + "=URL"));
    throw new UsageException(
        "--endpoint-url %s doesn't say which region it is for: write %s"
            .formatted(endpoint, String.join(" ", examples)));
  }

  private static URI uri(String endpoint, String url) {
    if (!url.matches("https?://[^\\s/]+.*")) {
      throw new UsageException(
          "--endpoint-url %s holds no URL: write REGION=http://HOST:PORT or REGION=https://HOST"
              .formatted(endpoint));
    }
    try {
      URI uri = URI.create(url);
      if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
        throw new UsageException(
            "--endpoint-url %s holds no host and port that can be used: ports are 1 to %d"
                .formatted(endpoint, MAX_PORT));
      }
      return uri;
    } catch (IllegalArgumentException e) {
      throw new UsageException("--endpoint-url " + endpoint + " holds no URL: " + e.getMessage());
    }
  }

  List<String> regions() {
    return regions;
  }

  Map<String, URI> urls() {
    return urls;
  }
}
