package io.github.dynamodbha.local;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * 127.0.0.1 by its bytes: the JDK's own loopback address may be the one of IPv6, where nothing of
 * ours listens.
 */
final class Loopback {

  private static final InetAddress ADDRESS = address();

  private Loopback() {}

  static InetSocketAddress at(int port) {
    return new InetSocketAddress(ADDRESS, port);
  }

  static URI uri(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static InetAddress address() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }
}
