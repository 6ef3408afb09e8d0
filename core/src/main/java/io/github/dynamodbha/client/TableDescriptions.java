package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * DescribeTable of a table that the client replicates: the description of the region that is least
 * ready, so that whoever waits for a table to be made or to go waits for all regions.
 *
 * <p>A region that does not answer does not count. Where none describes the table, the call goes
 * the way of all calls to one region, with their exceptions.
 */
final class TableDescriptions {
  private final ClientMode mode;

  TableDescriptions(ClientMode mode) {
    this.mode = mode;
  }

  CompletableFuture<DescribeTableResponse> describeTable(
      Call<DescribeTableRequest, DescribeTableResponse> call) {
    List<RegionState> inUse =
        mode.included().stream().filter(region -> !region.breaker(true).isSuspended()).toList();
    if (inUse.size() < 2 || isOfOneRegion(call)) {
      return mode.route(call, call.request());
    }
    ReplicatedCall<DescribeTableResponse> replicated = new ReplicatedCall<>(mode, call);
    List<CompletableFuture<Reply<DescribeTableResponse>>> replies = new ArrayList<>();
    for (RegionState region : inUse) {
      replies.add(
          region
              .connection()
              // Half of the time: a region that hangs must leave some for the others.
              .call(
                  call.operation().call(),
                  call.request(),
                  call.deadline().share(2),
                  Dispatch.REGION_THREAD)
              .thenApply(
                  reply -> {
                    replicated.log().replied(call.operation().call(), reply);
                    return reply;
                  }));
    }
    return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
        .thenCompose(
            done -> {
              DescribeTableResponse answer =
                  leastReady(replies.stream().map(CompletableFuture::join).toList());
              return answer == null
                  ? mode.route(call, call.request())
                  : replicated.end(CompletableFuture.completedFuture(answer));
            });
  }

  private static boolean isOfOneRegion(Call<DescribeTableRequest, ?> call) {
    String table = call.request().tableName();
    return call.options().region() != null || table == null || table.startsWith("arn:");
  }

  /** The first region's description of those that are not active, or else of all; null if none. */
  private static @Nullable DescribeTableResponse leastReady(
      List<Reply<DescribeTableResponse>> replies) {
    DescribeTableResponse first = null;
    for (Reply<DescribeTableResponse> reply : replies) {
      if (reply instanceof Reply.Answered<DescribeTableResponse> answered) {
        if (answered.answer().table().tableStatus() != TableStatus.ACTIVE) {
          return answered.answer();
        }
        first = first == null ? answered.answer() : first;
      }
    }
    return first;
  }
}
