package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.Figures.counted;
import static io.github.dynamodbha.sync.Figures.whole;

import java.util.ArrayList;
import java.util.List;

/**
 * A report's answer in a sentence.
 *
 * @param mood how it is to be taken
 * @param word the answer in a word
 * @param sentence the answer
 * @param rest what is left to do; empty for nothing
 */
record Answer(Mood mood, String word, String sentence, String rest) {
  private Answer(Mood mood, String word, String sentence) {
    this(mood, word, sentence, "");
  }

  enum Mood {
    /** All is well. */
    GOOD,
    /** The replicas differ, or would. */
    DIFFERENT,
    /** Something could not be done. */
    PARTIAL
  }

  static Answer of(SyncReport report) {
    return switch (report.mode()) {
      case VERIFY -> ofVerify(report);
      case DRY_RUN -> ofDryRun(report);
      case SYNC -> ofSync(report);
    };
  }

  private static Answer ofVerify(SyncReport report) {
    SyncCounts counts = report.counts();
    if (counts.differing() > 0) {
      return new Answer(
          Mood.DIFFERENT,
          "Different",
          "The regions differ in %s of %s."
              .formatted(whole(counts.differing()), counted(counts.keysCompared(), "key")));
    }
    return report.complete()
        ? new Answer(
            Mood.GOOD,
            "Identical",
            "All %d regions are identical: %s compared, none differs."
                .formatted(report.replicas().size(), counted(counts.keysCompared(), "key")))
        : new Answer(
            Mood.PARTIAL, "Not proven", "What could be compared is identical.", leftOver(counts));
  }

  private static Answer ofDryRun(SyncReport report) {
    SyncCounts counts = report.counts();
    String sentence =
        "Dry run, nothing was written: a sync would repair %s and purge %s."
            .formatted(counted(counts.repaired(), "key"), counted(counts.purged(), "tombstone"));
    if (!isWhole(report)) {
      return new Answer(Mood.PARTIAL, "Dry run", sentence, leftOver(counts));
    }
    return new Answer(counts.differing() == 0 ? Mood.GOOD : Mood.DIFFERENT, "Dry run", sentence);
  }

  private static Answer ofSync(SyncReport report) {
    SyncCounts counts = report.counts();
    if (!isWhole(report)) {
      return new Answer(
          Mood.PARTIAL,
          "Repaired in part",
          "%s of %s that differed were repaired."
              .formatted(whole(counts.repaired()), counted(counts.differing(), "key")),
          leftOver(counts));
    }
    if (counts.differing() == 0) {
      return new Answer(
          Mood.GOOD,
          "Identical",
          "The regions were identical already: %s compared, none differed."
              .formatted(counted(counts.keysCompared(), "key")));
    }
    return new Answer(
        Mood.GOOD,
        "Repaired",
        "The regions differed in %s; every one of them is settled now."
            .formatted(counted(counts.differing(), "key")));
  }

  private static boolean isWhole(SyncReport report) {
    return report.complete() && report.counts().unresolved() == 0;
  }

  private static String leftOver(SyncCounts counts) {
    List<String> rest = new ArrayList<>();
    if (counts.skipped() > 0) {
      rest.add(
          counted(counts.skipped(), "time") + " a key could not be read or written: see below.");
    }
    if (counts.unresolved() > 0) {
      rest.add(
          counted(counts.unresolved(), "conflict")
              + " left alone, since no copy has a version: name the region to prefer.");
    }
    return String.join(" ", rest);
  }
}
