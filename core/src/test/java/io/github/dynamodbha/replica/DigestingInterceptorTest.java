package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.DigestedItems;
import io.github.dynamodbha.item.DigestedItemsAssert;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.UnreadableReplyException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** What becomes of replies to a scan that no real region sends, or seldom. */
class DigestingInterceptorTest {
  private static final TableFormat FORMAT =
      new TableFormat(KeySchema.of("name"), ItemFormat.DEFAULT);

  /** Room for a slow machine. */
  private static final Duration PATIENT = Duration.ofSeconds(60);

  private static final List<Map<String, AttributeValue>> PLANETS =
      List.of(
          Map.of("name", AttributeValue.fromS("Mars"), "moons", AttributeValue.fromN("2")),
          Map.of("name", AttributeValue.fromS("Pluto"), "deleted", AttributeValue.fromN("1")));
  private static final String PAGE =
      "{\"Items\":[{\"name\":{\"S\":\"Mars\"},\"moons\":{\"N\":\"2\"}},"
          + "{\"name\":{\"S\":\"Pluto\"},\"deleted\":{\"N\":\"1\"}}],\"Count\":2,"
          + "\"ConsumedCapacity\":{\"TableName\":\"planets\",\"CapacityUnits\":0.5},"
          + "\"LastEvaluatedKey\":{\"name\":{\"S\":\"Pluto\"}}}";

  /** The SDK takes the last of two values of one name; the digester takes neither. */
  private static final String TWICE =
      "{\"Items\":[{\"name\":{\"S\":\"Mars\"},\"name\":{\"S\":\"Ares\"}}],\"Count\":1}";

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void scanDigests_whenTheReplyIsWhole_thenSaysAllOfIt(Replica.Face face) {
    try (StubRegion region = StubRegion.start(n -> checked(PAGE))) {
      DigestPage page = answer(scan(face, region.endpoint()));

      assertPlanets(page);
      assertThat(page.next()).isEqualTo(Map.of("name", AttributeValue.fromS("Pluto")));
      assertThat(page.readUnits()).isEqualTo(0.5);
      assertThat(page.items().system(0)).isNull();
      assertThat(page.items().system(1)).isEqualTo(PLANETS.get(1));
    }
  }

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void scanDigests_whenTheReplyHasNoChecksum_thenIsRead(Replica.Face face) {
    try (StubRegion region = StubRegion.start(n -> StubRegion.answer(200, "", PAGE))) {
      assertPlanets(answer(scan(face, region.endpoint())));
    }
  }

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void scanDigests_whenTheReplyIsCompressed_thenIsRead(Replica.Face face) {
    String compressed = gzip(PAGE);
    String answer =
        StubRegion.answer(
            200, "Content-Encoding: gzip\r\n" + checksumHeader(compressed), compressed);
    try (StubRegion region = StubRegion.start(n -> answer)) {
      assertPlanets(answer(scan(face, region.endpoint())));
    }
  }

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void scanDigests_whenAChecksumIsWrong_thenIsTriedAgain(Replica.Face face) {
    String garbled = StubRegion.answer(200, "x-amz-crc32: 1\r\n", PAGE.replace("Mars", "Ares"));
    try (StubRegion region = StubRegion.start(n -> n == 0 ? garbled : checked(PAGE))) {
      assertPlanets(answer(scan(face, region.endpoint())));
      assertThat(region.requests()).hasSize(2);
    }
  }

  @Test
  void scanDigests_whenEveryChecksumIsWrong_thenFailsAndSaysSo() {
    String garbled = StubRegion.answer(200, "x-amz-crc32: 1\r\n", PAGE);
    try (StubRegion region = StubRegion.start(n -> garbled)) {
      Failure failure = failure(scan(Replica.Face.SYNC, region.endpoint()));

      assertThat(failure.describe()).startsWith("client failed: The reply to Scan was changed");
      assertThat(failure.failureClass()).isEqualTo(FailureClass.REGION_SICK);
      assertThat(region.requests()).hasSize(RegionClient.MAX_ATTEMPTS);
    }
  }

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void scanDigests_whenTheReplyBreaksOff_thenIsTriedAgain(Replica.Face face) {
    String whole = checked(PAGE);
    String cut = whole.substring(0, whole.length() - 20);
    try (StubRegion region = StubRegion.start(n -> n == 0 ? cut : whole)) {
      assertPlanets(answer(scan(face, region.endpoint())));
      assertThat(region.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Items\":[{\"name\":{\"S\":\"Mars\"}}],\"Count\":2}",
        "{\"Items\":[{\"name\":{\"S\":\"Mars\"}}",
        "[]",
        "<html>",
        "",
        TWICE
      })
  void scanDigests_whenTheReplyIsNoPage_thenFailsAndSaysWhere(String reply) {
    try (StubRegion region = StubRegion.start(n -> checked(reply))) {
      Failure failure = failure(scan(Replica.Face.SYNC, region.endpoint()));

      assertThat(failure.cause()).hasCauseInstanceOf(UnreadableReplyException.class);
      assertThat(failure.describe())
          .startsWith("client failed: The reply is not what DynamoDB sends: ")
          .contains(" at byte ");
      assertThat(failure.failureClass()).isEqualTo(FailureClass.REGION_SICK);
      assertThat(region.requests()).hasSize(RegionClient.MAX_ATTEMPTS);
    }
  }

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void scanDigests_whenThereAreTooManyExtraAttributes_thenFailsAndSaysSo(Replica.Face face) {
    Set<String> names = new java.util.HashSet<>();
    for (int i = 0; i < 28; i++) {
      names.add("extra" + i);
    }
    try (StubRegion region = StubRegion.start(n -> checked(PAGE))) {
      assertThat(failure(scan(face, region.endpoint(), names, PATIENT)).describe())
          .contains("28 extra attributes are too many");
    }
  }

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void scanDigests_whenTheReplyStopsOnItsWay_thenEndsByTheDeadline(Replica.Face face)
      throws IOException {
    String whole = checked(PAGE);
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Socket> stalled =
          CompletableFuture.supplyAsync(
              () -> stall(server, whole.substring(0, whole.length() - 9)));

      Failure failure =
          failure(
              scan(
                  face,
                  URI.create("http://127.0.0.1:" + server.getLocalPort()),
                  Set.of(),
                  Duration.ofMillis(500)));

      assertThat(failure.failureClass()).isEqualTo(FailureClass.AMBIGUOUS);
      assertThat(failure.reason()).isEqualTo("timed out");
      stalled.join().close();
    }
  }

  @Test
  void buffer_whenAReplyIsLongerThanAnyPage_thenIsLeftWhole() throws IOException {
    byte[] start = "start".getBytes(StandardCharsets.UTF_8);
    InputStream endless = new SequenceInputStream(new ByteArrayInputStream(start), new Zeros());
    ReplyBuffer buffer = new ReplyBuffer();

    assertThat(buffer.read(endless)).isFalse();

    assertThat(buffer.followedBy(endless).readNBytes(ReplyBuffer.MAX_CAPACITY + 10))
        .startsWith(start)
        .hasSize(ReplyBuffer.MAX_CAPACITY + 10);
    assertThat(buffer.isWorthKeeping()).isFalse();
  }

  private static Socket stall(ServerSocket server, String answer) {
    try {
      Socket socket = server.accept();
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertPlanets(DigestPage page) {
    DigestedItemsAssert.assertSame(
        page.items(), DigestedItems.of(PLANETS, FORMAT, Set.of("expires")));
  }

  private static Reply<DigestPage> scan(Replica.Face face, URI endpoint) {
    return scan(face, endpoint, Set.of("expires"), PATIENT);
  }

  private static Reply<DigestPage> scan(
      Replica.Face face, URI endpoint, Set<String> extraAttributes, Duration timeout) {
    try (Replica replica =
        new Replica(
            ReplicaSettings.builder()
                .region("mars-1")
                .endpointOverride(endpoint)
                .tableName("planets")
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build(),
            new ConnectionSettings(timeout, timeout, 5),
            face,
            System::nanoTime,
            new Random(1))) {
      return new ReplicaItems(replica, FORMAT, true)
          .scanDigests(ScanRequest.builder().build(), extraAttributes, replica.newDeadline())
          .join();
    }
  }

  private static DigestPage answer(Reply<DigestPage> reply) {
    assertThat(reply).isInstanceOf(Reply.Answered.class);
    return ((Reply.Answered<DigestPage>) reply).answer();
  }

  private static Failure failure(Reply<DigestPage> reply) {
    assertThat(reply).isInstanceOf(Reply.Failed.class);
    return ((Reply.Failed<DigestPage>) reply).failure();
  }

  private static String checked(String body) {
    return StubRegion.answer(200, checksumHeader(body), body);
  }

  private static String checksumHeader(String body) {
    CRC32 checksum = new CRC32();
    checksum.update(body.getBytes(StandardCharsets.ISO_8859_1));
    return "x-amz-crc32: " + checksum.getValue() + "\r\n";
  }

  private static String gzip(String body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static final class Zeros extends InputStream {
    @Override
    public int read() {
      return 0;
    }
  }
}
