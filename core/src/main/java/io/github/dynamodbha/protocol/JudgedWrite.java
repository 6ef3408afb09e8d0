package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Condition;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** A write that one region judges: how it is sent there, and what its answers mean. */
public sealed interface JudgedWrite permits JudgedPut, JudgedUpdate {
  /** The caller's condition, and what is wanted back. */
  ConditionalRequest request();

  /**
   * The item's key.
   *
   * @throws IllegalArgumentException if it has none; DynamoDB has refused such a write before
   */
  ItemKey key(TableFormat format);

  /** True if every region would store the same image: then another may judge it again. */
  boolean isSameEverywhere();

  /** Sends it for a key that is absent, or holds a live item. */
  CompletableFuture<Reply<Judgement.Stored>> send(
      ReplicaItems replica, Condition condition, Version version, Deadline deadline);

  /**
   * The action of a transaction that carries it out.
   *
   * @param condition all that must hold, the caller's condition included or not
   */
  TransactWriteItem action(ReplicaItems replica, Condition condition, Version version);

  /** What the judgement is once it has replaced a tombstone. */
  CompletableFuture<Judgement.Stored> replaced(
      ReplicaItems replica, Version version, TransactWriteItemsResponse answer, Deadline deadline);

  /** What it is where the write turns out to have been carried out by an attempt before. */
  Judgement.Stored found(ItemCopy held, ItemFormat format);

  /** True if the caller has asked for values that nobody can tell any more. */
  boolean hasLostValues(Judgement.Stored stored);
}
