package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.sync.Divergence;
import io.github.dynamodbha.sync.SyncListener;
import io.github.dynamodbha.sync.SyncPlan;
import io.github.dynamodbha.sync.SyncProgress;
import java.util.List;

/**
 * Several listeners as one.
 *
 * @param all those who hear, one after the other
 */
record Listeners(List<SyncListener> all) implements SyncListener {
  @Override
  public void onPlan(SyncPlan plan) {
    all.forEach(listener -> listener.onPlan(plan));
  }

  @Override
  public void onProgress(SyncProgress progress) {
    all.forEach(listener -> listener.onProgress(progress));
  }

  @Override
  public void onDivergence(Divergence divergence) {
    all.forEach(listener -> listener.onDivergence(divergence));
  }
}
