package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.cli.output.RecordPrinter;
import io.github.dynamodbha.table.WriteResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints which regions stored a write and which missed it. */
final class WriteReport {
  private WriteReport() {}

  static void print(Console console, OutputFormat format, WriteResult result) {
    Map<String, String> missed = new LinkedHashMap<>();
    result.missedIn().forEach((region, cause) -> missed.put(region, Reason.of(cause)));
    missed.forEach(
        (region, reason) ->
            console.warning(
                region
                    + " missed the write ("
                    + reason
                    + "); it is repaired by the next read or by 'dynamodb-ha sync'"));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", result.version().map(version -> (Object) version.text()).orElse(null));
    fields.put("stored", result.storedIn());
    fields.put("missed", missed);
    RecordPrinter.print(console, format, fields);
  }
}
