package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table whose two regions differ in every way, and the options of a run on it that leaves all its
 * files in one directory: a checkpoint, a report, the divergences, and what doesn't fit in memory.
 */
final class DivergentTable implements AutoCloseable {
  /** Of eight keys each. */
  static final int GROUPS = 20;

  /** Keys that differ; one in each group is deleted in one region and lives on in the other. */
  static final int DIFFERING = 5 * GROUPS;

  /** The options of a sync; the grace keeps the tombstones that have just been written. */
  static final List<String> SYNC = List.of("sync", "--tombstone-grace", "1h");

  static final List<String> VERIFY = List.of("verify", "--settle", "0s");

  private static final String OLD = "2024-11-22T10:46:21.000000Z~00000001";
  private static final String NEW = "2024-11-22T10:46:22.000000Z~00000002";
  private static final String YOUNG = "2999-11-22T10:46:22.000000Z~00000002";

  /** So that the tables have some segments of 1 MB. */
  private static final String FILLER = "x".repeat(25_000);

  /** So long that the least memory doesn't hold the keys that differ. */
  private static final String ID = "%s of group %d" + " in a table with long keys".repeat(15);

  private final Command command;
  private final LocalRegions regions;
  private final RawTable east;
  private final RawTable west;
  private final Path directory;

  /** What a run leaves behind, but for its times and its consumption. */
  record Result(
      int exitCode,
      String counts,
      Set<String> divergences,
      Set<Map<String, AttributeValue>> east,
      Set<Map<String, AttributeValue>> west) {}

  DivergentTable(LocalRegions regions, Path parent) throws IOException {
    this.regions = regions;
    command = new Command(regions);
    directory = Files.createTempDirectory(parent, "run");
    Files.createDirectory(spillDirectory());
    east = RawTable.of(region(0), command);
    west = RawTable.of(region(1), command);
    east.create("id");
    west.create("id");
    List<Map<String, AttributeValue>> easts = new ArrayList<>();
    List<Map<String, AttributeValue>> wests = new ArrayList<>();
    for (int group = 0; group < GROUPS; group++) {
      fill(easts, wests, group);
    }
    east.putAll(easts);
    west.putAll(wests);
  }

  private static void fill(
      List<Map<String, AttributeValue>> east, List<Map<String, AttributeValue>> west, int group) {
    for (String id : List.of("same", "also the same")) {
      east.add(live(id, group, "a", OLD));
      west.add(live(id, group, "a", OLD));
    }
    east.add(live("east only", group, "c", OLD));
    west.add(live("west only", group, "d", OLD));
    east.add(live("stale in west", group, "new", NEW));
    west.add(live("stale in west", group, "old", OLD));
    east.add(live("conflict", group, "one", OLD));
    west.add(live("conflict", group, "other", OLD));
    String deletion = group % 4 == 0 ? YOUNG : NEW;
    east.add(tombstone("deleted", group, deletion));
    west.add(tombstone("deleted", group, deletion));
    east.add(live("deleted in west", group, "old", OLD));
    west.add(tombstone("deleted in west", group, deletion));
  }

  private static Map<String, AttributeValue> live(
      String id, int group, String content, String version) {
    return Map.of(
        "id", AttributeValue.fromS(ID.formatted(id, group)),
        "content", AttributeValue.fromS(content),
        "filler", AttributeValue.fromS(FILLER),
        "last_updated", AttributeValue.fromS(version));
  }

  private static Map<String, AttributeValue> tombstone(String id, int group, String version) {
    return Map.of(
        "id", AttributeValue.fromS(ID.formatted(id, group)),
        "last_updated", AttributeValue.fromS(version),
        "deleted", AttributeValue.fromN("1"));
  }

  /** Adds a key that can't be compared, and one whose winner nobody knows. */
  DivergentTable withPoison() {
    Map<String, AttributeValue> poison = new HashMap<>();
    poison.put("id", AttributeValue.fromS("poison"));
    poison.put("last_updated", AttributeValue.fromN("1"));
    east.put(poison);
    for (RawTable region : List.of(east, west)) {
      region.put(
          Map.of(
              "id", AttributeValue.fromS("no version"),
              "content", AttributeValue.fromS(region.equals(east) ? "one" : "other")));
    }
    return this;
  }

  LocalRegion region(int index) {
    return regions.regions().get(index);
  }

  Path checkpoint() {
    return directory.resolve("checkpoint");
  }

  Path spillDirectory() {
    return directory.resolve("spill");
  }

  /** The process, not yet started, of a run of this kind; more options may follow. */
  ProcessBuilder run(List<String> kind, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--checkpoint", checkpoint().toString()));
    return runWithoutCheckpoint(kind, all.toArray(String[]::new));
  }

  ProcessBuilder runWithoutCheckpoint(List<String> kind, String... more) {
    List<String> options = new ArrayList<>(kind.subList(1, kind.size()));
    options.addAll(List.of("--report", directory.resolve("report.json").toString()));
    options.addAll(List.of("--divergences", directory.resolve("divergences.jsonl").toString()));
    options.addAll(List.of("--memory", "64K", "--spill-dir", spillDirectory().toString()));
    options.addAll(List.of("--progress", "none", "--timeout", "60s"));
    options.addAll(List.of(more));
    return command.builder(Map.of(), kind.get(0), options.toArray(String[]::new));
  }

  /** Runs to the end, which must leave no file but those asked for. */
  Result finish(ProcessBuilder run) throws IOException {
    Outcome outcome = Processes.run(run, "");
    assertThat(directory.resolve("report.json")).as(outcome.toString()).exists();
    return result(outcome.exitCode());
  }

  /** What the run that has just ended left behind. */
  Result result(int exitCode) throws IOException {
    assertThat(checkpoint()).doesNotExist();
    assertThat(spillDirectory()).isEmptyDirectory();
    List<String> divergences = Files.readAllLines(directory.resolve("divergences.jsonl"));
    assertThat(divergences).doesNotHaveDuplicates();
    return new Result(
        exitCode,
        Json.member(directory.resolve("report.json"), "counts"),
        new HashSet<>(divergences),
        items(0),
        items(1));
  }

  /** All that a region holds. */
  Set<Map<String, AttributeValue>> items(int region) {
    return new HashSet<>((region == 0 ? east : west).items());
  }

  /** Gives the memory back that the tables take in all tests' regions. */
  @Override
  public void close() {
    east.drop();
    west.drop();
  }
}
