package io.github.dynamodbha.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithLocalRegions("faults-1")
class FaultTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  private final LocalRegion region;
  private final TestTable table;
  private final TestTable direct;

  FaultTest(LocalRegions regions) {
    region = regions.region("faults-1");
    table = TestTable.in(region);
    direct = table.at(region.directEndpoint());
  }

  @BeforeEach
  void createTable() throws Exception {
    table.create();
  }

  @Test
  void down_whenConnectionIsNewOrOpen_thenItIsRefused() throws Exception {
    region.inject(Fault.down());
    assertThatThrownBy(() -> table.put("a", "1")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> table.put("a", "1")).isInstanceOf(ConnectException.class);
    assertThat(direct.get("a")).isEqualTo("{}");
    region.heal();
    assertThat(table.put("a", "2").get("a")).contains("\"2\"");
  }

  @Test
  void blackHole_whenConnectionIsNew_thenConnectHangs() throws Exception {
    region.inject(Fault.blackHole());
    TestTable other = table.at(region.endpoint());
    assertThatThrownBy(() -> other.call(other.request("ListTables").timeout(SHORT), "{}"))
        .isInstanceOf(HttpTimeoutException.class);
    region.heal();
    assertThat(other.get("a")).isEqualTo("{}");
  }

  @Test
  void blackHole_whenConnectionIsOpen_thenItIsNeverAnsweredNorApplied() throws Exception {
    long before = region.inject(Fault.blackHole()).requests();
    assertThatThrownBy(
            () -> table.call(table.request("PutItem").timeout(SHORT), TestTable.putJson("a", "1")))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(region.requests()).isEqualTo(before);
    region.heal();
    assertThat(table.get("a")).isEqualTo("{}");
  }

  @Test
  void hang_whenRequested_thenNoReplyAndNotApplied() throws Exception {
    region.inject(Fault.hang());
    assertThatThrownBy(
            () -> table.call(table.request("PutItem").timeout(SHORT), TestTable.putJson("a", "1")))
        .isInstanceOf(HttpTimeoutException.class);
    region.heal();
    assertThat(table.get("a")).isEqualTo("{}");
  }

  @Test
  void reset_whenRequested_thenAppliedAndReplyIsCut() throws Exception {
    region.inject(Fault.reset());
    assertThatThrownBy(() -> table.put("a", "1")).isInstanceOf(IOException.class);
    assertThat(direct.get("a")).contains("\"1\"");
    region.heal();
    assertThat(table.get("a")).contains("\"1\"");
  }

  @Test
  void lostReply_whenRequested_thenAppliedAndNothingDelivered() throws Exception {
    region.inject(Fault.lostReply().onOperation("PutItem").times(1));
    assertThatThrownBy(() -> table.put("a", "1")).isInstanceOf(IOException.class);
    assertThat(table.get("a")).contains("\"1\"");
    table.put("b", "2");
  }

  @Test
  void latency_whenRequested_thenReplyComesLater() throws Exception {
    region.inject(Fault.latency(SHORT));
    long start = System.nanoTime();
    table.put("a", "1");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
  }

  @Test
  void internalServerError_whenRequested_thenDynamoDbsErrorAndNotApplied() throws Exception {
    region.inject(Fault.internalServerError());
    HttpResponse<String> reply = table.call("PutItem", TestTable.putJson("a", "1"));
    assertThat(reply.statusCode()).isEqualTo(500);
    assertThat(reply.body()).contains("\"com.amazonaws.dynamodb.v20120810#InternalServerError\"");
    region.heal();
    assertThat(table.get("a")).isEqualTo("{}");
  }

  @Test
  void serviceUnavailable_whenRequested_thenTheServicesErrorAndNotApplied() throws Exception {
    region.inject(Fault.serviceUnavailable());
    HttpResponse<String> reply = table.call("PutItem", TestTable.putJson("a", "1"));
    assertThat(reply.statusCode()).isEqualTo(503);
    assertThat(reply.body()).contains("#ServiceUnavailable\"");
    region.heal();
    assertThat(table.get("a")).isEqualTo("{}");
  }

  @Test
  void throttle_whenRequested_thenDynamoDbsErrorAndNotApplied() throws Exception {
    region.inject(Fault.throttle().onOperation("PutItem", "UpdateItem"));
    HttpResponse<String> reply = table.call("PutItem", TestTable.putJson("a", "1"));
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body())
        .contains("\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\"");
    assertThat(table.get("a")).isEqualTo("{}");
  }

  @Test
  void accessDenied_whenRequested_thenMessageNamesOperationRegionAndTableAndNotApplied()
      throws Exception {
    region.inject(Fault.accessDenied().onOperation("PutItem", "BatchGetItem"));
    HttpResponse<String> reply = table.call("PutItem", TestTable.putJson("a", "1"));
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body())
        .contains("\"com.amazon.coral.service#AccessDeniedException\"", "\"Message\"")
        .contains("not authorized to perform: dynamodb:PutItem on resource:")
        .contains("arn:aws:dynamodb:faults-1:000000000000:table/things ");
    assertThat(table.call("BatchGetItem", TestTable.batchJson("a")).body())
        .contains("dynamodb:BatchGetItem", "table/things ");
    assertThat(table.get("a")).isEqualTo("{}");
  }

  @Test
  void tableMissing_whenRequested_thenDynamoDbsError() throws Exception {
    region.inject(Fault.tableMissing().onOperation("PutItem"));
    HttpResponse<String> reply = table.call("PutItem", TestTable.putJson("a", "1"));
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body())
        .contains("\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\"");
    assertThat(table.get("a")).isEqualTo("{}");
  }

  @Test
  void unprocessedKeys_whenBatchIsRead_thenHalfIsAnsweredAndHalfGivenBack() throws Exception {
    table.put("a", "1").put("b", "2").put("c", "3");
    region.inject(Fault.unprocessedKeys());
    String reply = table.call("BatchGetItem", TestTable.batchJson("a", "b", "c")).body();
    assertThat(reply).contains("{\"S\":\"1\"}", "{\"S\":\"2\"}").doesNotContain("{\"S\":\"3\"}");
    assertThat(reply)
        .contains(
            "\"UnprocessedKeys\":{\"things\":{\"Keys\":[{\"id\":{\"S\":\"c\"}}],\"ConsistentRead\":true}}");
    assertThat(table.call("BatchGetItem", TestTable.batchJson("c")).body())
        .contains("{\"S\":\"3\"}", "\"UnprocessedKeys\":{}");
    assertThat(table.get("a")).contains("\"1\"");
  }

  @Test
  void unprocessedKeys_whenTheRegionRefuses_thenItsErrorIsPassedOn() throws Exception {
    region.inject(Fault.unprocessedKeys());
    HttpResponse<String> reply = table.call("BatchGetItem", TestTable.batchJson("a", "a"));
    assertThat(reply.statusCode()).isEqualTo(200); // each half has the key once
    reply = table.call("BatchGetItem", TestTable.batchJson("a", "a", "a"));
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("ValidationException");
  }

  @Test
  void times_whenUsedUp_thenRequestsPass() throws Exception {
    region.inject(Fault.internalServerError().times(2));
    assertThat(table.call("ListTables", "{}").statusCode()).isEqualTo(500);
    assertThat(table.call("ListTables", "{}").statusCode()).isEqualTo(500);
    assertThat(table.call("ListTables", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void after_whenSoManyHavePassed_thenTheNextAreHit() throws Exception {
    region.inject(Fault.internalServerError().onOperation("PutItem").after(2).times(1));
    table.put("a", "1").get("a");
    table.put("b", "2");
    assertThat(table.call("PutItem", TestTable.putJson("c", "3")).statusCode()).isEqualTo(500);
    table.put("c", "3");
  }

  @Test
  void onHit_whenTheRequestIsNotApplied_thenItIsToldBeforeAnythingComesOfIt() throws Exception {
    List<String> held = new ArrayList<>();
    region.inject(
        Fault.internalServerError().onOperation("PutItem").onHit(() -> held.add(direct.peek("a"))));
    assertThat(table.call("PutItem", TestTable.putJson("a", "1")).statusCode()).isEqualTo(500);
    assertThat(table.get("a")).isEqualTo("{}");
    assertThat(held).containsExactly("{}");
  }

  @Test
  void onHit_whenTheRequestIsApplied_thenItIsToldBeforeTheClientHears() throws Exception {
    List<String> held = new CopyOnWriteArrayList<>();
    region.inject(
        Fault.lostReply().onOperation("PutItem").times(1).onHit(() -> held.add(direct.peek("a"))));
    assertThatThrownBy(() -> table.put("a", "1")).isInstanceOf(IOException.class);
    table.put("a", "2");
    assertThat(held).singleElement().asString().contains("\"1\"");

    held.clear();
    region.inject(Fault.unprocessedKeys().onHit(() -> held.add("halved")));
    assertThat(table.call("BatchGetItem", TestTable.batchJson("a", "b")).body())
        .contains("\"UnprocessedKeys\":{\"things\"");
    assertThat(held).containsExactly("halved");
  }

  @Test
  void requests_whenServed_thenCountedInAllAndByOperation() throws Exception {
    long before = region.requests();
    long puts = region.requests("PutItem");
    table.put("a", "1").put("b", "2").get("a");
    assertThat(region.requests()).isEqualTo(before + 3);
    assertThat(region.requests("PutItem")).isEqualTo(puts + 2);
    assertThat(region.requests("NoSuchThing")).isZero();
  }
}
