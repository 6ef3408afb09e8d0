package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.sync.Cancellation;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import io.github.dynamodbha.table.HighlyAvailableTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One sync, a process of its own, which goes on where a killed one left its checkpoint. Arguments:
 * the checkpoint, the grace, and those of {@link Testbed}. Returns 0 if the run was complete,
 * {@link #INCOMPLETE} if it was not, or could not be carried out; anything else has no excuse.
 */
final class SyncMain {
  static final int INCOMPLETE = 3;

  private SyncMain() {}

  /** Syncs once. */
  public static void main(String[] args) {
    Cancellation cancellation = new Cancellation();
    StandardInput.onEnd(cancellation::cancel);
    boolean complete = false;
    try (HighlyAvailableTable table = Testbed.of(args, 2).table(Testbed.TIMEOUT).build()) {
      SyncReport report =
          table.sync(
              SyncOptions.builder()
                  .checkpoint(Path.of(args[0]))
                  .tombstoneGrace(Duration.parse(args[1]))
                  .cancellation(cancellation)
                  .build());
      System.out.println(report.toText());
      complete = report.complete();
    } catch (SdkException | CancellationException failed) {
      System.out.println(failed);
    }
    System.exit(complete ? 0 : INCOMPLETE);
  }
}
