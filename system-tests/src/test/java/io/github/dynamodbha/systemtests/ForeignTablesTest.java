package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that has another name, and is of another account, in one region. */
@WithLocalRegions
class ForeignTablesTest {
  private final List<String> endpoints = new ArrayList<>();
  private final String here = LocalRegions.freshAccessKey();
  private final String there = LocalRegions.freshAccessKey();

  ForeignTablesTest(LocalRegions regions) {
    regions.heal();
    for (LocalRegion region : regions.regions()) {
      endpoints.add("--endpoint-url");
      endpoints.add(region.name() + "=" + region.endpoint());
    }
  }

  private Outcome run(Path credentials, int exitCode, String command, String... options) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(endpoints);
    words.addAll(List.of(options));
    ProcessBuilder builder = Command.launch(words.toArray(String[]::new));
    builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", credentials.toString());
    Outcome outcome = Processes.run(builder, "");
    assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(exitCode);
    return outcome;
  }

  /** Each access key is an account of its own to a local region. */
  private Path profiles(Path directory) throws IOException {
    return Files.writeString(
        directory.resolve("credentials"),
        """
        [here]
        aws_access_key_id = %s
        aws_secret_access_key = local
        [there]
        aws_access_key_id = %s
        aws_secret_access_key = local
        """
            .formatted(here, there));
  }

  @Test
  void table_ofAnotherNameAndAccount_isWrittenAndSynchronised(@TempDir Path directory)
      throws IOException {
    Path profiles = profiles(directory);
    String[] both = {
      "--table-name", "stars", "--table-name", "us-west-1=stars-copy",
      "--profile", "here", "--profile", "us-west-1=there"
    };
    run(profiles, 0, "create-table", with(both, "--hash-key", "id"));
    run(profiles, 0, "put", with(both, "--item", "{\"id\":\"Sol\"}"));

    Outcome sync = run(profiles, 0, "sync", both);
    Outcome verify = run(profiles, 0, "verify", both);
    Outcome alone = run(profiles, 1, "status", "--table-name", "stars-copy", "--profile", "there");

    assertThat(sync.out()).contains("us-east-1/stars: 1 items", "us-west-1/stars-copy: 1 items");
    assertThat(verify.out()).startsWith("The replicas are identical");
    assertThat(alone.out().lines().filter(line -> line.startsWith("us-west-1")).toList())
        .singleElement()
        .asString()
        .contains("ACTIVE");
  }

  @Test
  void table_whenARegionHasNoName_saysWhatToAdd(@TempDir Path directory) throws IOException {
    assertThat(run(profiles(directory), 252, "scan", "--table-name", "us-west-1=stars").err())
        .contains("--table-name us-east-1=NAME");
  }

  private static String[] with(String[] words, String... more) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
