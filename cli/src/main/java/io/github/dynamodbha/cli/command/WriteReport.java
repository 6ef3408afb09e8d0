package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.cli.output.RecordPrinter;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.FailureTable;
import io.github.dynamodbha.table.WriteResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints which regions stored or removed an item and which missed that. */
final class WriteReport {
  private WriteReport() {}

  static void print(Console console, OutputFormat format, WriteResult result) {
    warn(console, result, "write", "it is repaired by the next read or by 'dynamodb-ha sync'");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", result.version().map(version -> (Object) version.text()).orElse(null));
    fields.put("stored", result.storedIn());
    fields.put("missed", missed(result));
    RecordPrinter.print(console, format, fields);
  }

  /** Prints what became of a removal, which leaves nothing that a region could be repaired by. */
  static void printRemoval(Console console, OutputFormat format, WriteResult result) {
    warn(console, result, "removal", "run it again, or a read or sync may bring the item back");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("removed", result.storedIn());
    fields.put("missed", missed(result));
    RecordPrinter.print(console, format, fields);
  }

  private static Map<String, String> missed(WriteResult result) {
    Map<String, String> missed = new LinkedHashMap<>();
    result.missedIn().forEach((region, cause) -> missed.put(region, Reason.of(cause)));
    return missed;
  }

  private static void warn(Console console, WriteResult result, String what, String cure) {
    result
        .missedIn()
        .forEach(
            (region, cause) ->
                console.warning(
                    "%s missed the %s (%s); %s"
                        .formatted(
                            region,
                            what,
                            Reason.of(cause),
                            isTableMissing(cause)
                                ? "create it with 'dynamodb-ha create-table', then sync"
                                : cure)));
  }

  private static boolean isTableMissing(Throwable cause) {
    return FailureTable.classify(cause).failureClass() == FailureClass.TABLE_MISSING;
  }
}
