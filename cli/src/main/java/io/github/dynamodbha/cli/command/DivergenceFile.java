package io.github.dynamodbha.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbha.sync.Divergence;
import io.github.dynamodbha.sync.SyncListener;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;

/** Writes every differing key as a line of JSON, as it is found: there may be very many. */
final class DivergenceFile implements SyncListener, AutoCloseable {
  private final OutputFile file;
  private final BufferedWriter out;

  /**
   * Makes the file anew.
   *
   * @throws UsageException if it can't be made
   */
  DivergenceFile(OutputFile file) {
    this.file = file;
    try {
      // Not by Files: its channel would be closed by the interruption that ends a cancelled run.
      out =
          new BufferedWriter(
              new OutputStreamWriter(new FileOutputStream(file.path().toFile()), UTF_8));
    } catch (IOException e) {
      throw new UsageException(
          file.option() + " " + file.path() + " can't be written: name another file (" + e + ")");
    }
  }

  @Override
  public void onDivergence(Divergence divergence) {
    try {
      out.write(divergence.toJson());
      out.write('\n');
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw file.failed(e);
    }
  }
}
