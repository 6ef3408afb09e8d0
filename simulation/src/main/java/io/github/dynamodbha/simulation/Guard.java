package io.github.dynamodbha.simulation;

import org.jspecify.annotations.Nullable;

/**
 * What keeps the promises, each of which a negative control switches off: then the simulation must
 * fail. Most are switched off where a request leaves the product or a reply enters it, so that the
 * product's own code has no switch.
 */
public enum Guard {
  /** A put of the write protocol stores nothing over a newer version. */
  PUT_CONDITION("the condition of the protocol's puts", "puts store their image whatever is there"),
  /** A refused write is stamped above what refused it and written again. */
  RESTAMP("the restamp of a refused write", "a refusal for a newer version is taken as success"),
  /** A refusal that shows the write's own version means that it is stored. */
  EQUAL_VERSION_IS_SUCCESS(
      "equal version is success",
      "a refusal that shows the write's own version is a failure",
      Properties.STORED_IS_ACKNOWLEDGED),
  /** Where a write is stored already, exactly that copy is replaced before it is written anew. */
  REPLACE_BEFORE_RESTAMP(
      "replace exactly the first copy before a restamped write goes on",
      "the replacement overwrites whatever is there"),
  /** A region that did not answer has missed the write. */
  MISS_IS_A_MISS("a call without an answer is a miss", "a put without an answer counts as stored"),
  /** A tombstone is written while any replica can't be asked whether it holds the item. */
  TOMBSTONE_WHILE_UNREACHABLE(
      "a tombstone is written while a replica is unreachable",
      "a replica that can't be read counts as one without the item"),
  /** Reads of the newest state are strongly consistent. */
  CONSISTENT_READ("NEWEST reads are strongly consistent", "they are eventually consistent"),
  /** Each writer has an id of its own in its versions. */
  WRITER_ID("every writer's own id in its versions", "all writers have one id"),
  /** A repair replaces a copy of the same version only if it is still the one that was read. */
  REPAIR_CONDITION(
      "the condition of sync's repairs where versions are equal",
      "the repair overwrites whatever is there"),
  /** What the scans showed is read again, strongly consistent. */
  CONFIRM_READ("the confirming read of sync is strongly consistent", "it shows older states"),
  /** What DynamoDB left unprocessed is asked for again. */
  UNPROCESSED_KEYS("unprocessed keys are asked for again", "they count as absent"),
  /** A scan goes on to its last page. */
  ALL_PAGES("scans read all pages", "a segment ends with its first page"),
  /** The purge deletes exactly the tombstone that was seen. */
  PURGE_CONDITION("the version in the purge's condition", "the purge deletes whatever is there"),
  /** A tombstone is purged only when every replica was read. */
  PURGE_ALL_READ(
      "purge only when all replicas were read",
      "a replica that can't be read counts as one that holds what the others hold"),
  /** A tombstone stays for the grace. */
  GRACE("the grace of tombstones", "tombstones are purged at once while writes are under way"),
  /** A repair is sent only while the look that it goes back to is young. */
  LOOK_AGE("a repair is sent only while its look is young", "it is sent however old its look is"),
  /** Of equal versions the tombstone wins. */
  TOMBSTONE_BEFORE_LIVE(
      "tombstone before live where versions are equal", "the mark is not looked at"),
  /** A restamped write replaces its first copy only where that still lies. */
  RESTAMP_OVER_ITSELF(
      "a restamped write replaces its own first copy only",
      "it goes on wherever nothing newer lies",
      Properties.NOTHING_UNDONE),
  /** Where several regions stored the first round, the first of them says if it may be replaced. */
  FIRST_DECIDES(
      "where several regions stored a write, the first one decides whether it is replaced",
      "if that one refuses, the next one is asked",
      Properties.NOTHING_UNDONE),
  /** An update is not evaluated again over what may be built on an attempt of its own. */
  UNCLEAR_ATTEMPT(
      "an update of which an earlier attempt got no answer is not evaluated anew",
      "nobody says that there was such an attempt",
      Properties.COUNT_IS_EXACT),
  /** A refusal says nothing of an attempt before it that may still be under way. */
  UNCLEAR_REFUSAL(
      "a refusal of which an earlier attempt got no answer leaves the outcome unknown",
      "nobody says that there was such an attempt",
      Properties.REFUSED_CHANGES_NOTHING),
  /** An older copy is replaced only where an older copy still is. */
  REPLACE_OLDER(
      "read repair and sync replace an older copy only where one is",
      "they also fill the gap that a purge has left"),
  /** What is there is read again after what is missing. */
  READ_AGAIN(
      "what is present is read again after what is absent",
      "sync believes what it read of it before"),
  /** The others take a transaction's images only where nothing newer lies. */
  TRANSACTION_CONDITION(
      "the conditions of a transaction in the other regions",
      "its images are stored whatever is there"),
  /** As many regions as asked for must have stored a write. */
  ACKNOWLEDGE("the acknowledge level", "one region is enough, whatever was asked for"),
  /** Scans compare all attributes. */
  WHOLE_CONTENT("the comparison covers all attributes", "it covers keys and versions only"),
  /** One region judges conditions and updates of all clients. */
  ONE_JUDGE(
      "all clients prefer the same region as judge", "each has an order of preference of its own"),
  /** A refused condition says nothing against the region. */
  REFUSAL_IS_AN_ANSWER(
      "a refused condition is the answer of a healthy region", "it counts as the region's failure"),
  /** A call that is not answered ends all the same. */
  TIMEOUT("each call has a deadline", "it waits for ever", Properties.ALL_ENDS),
  /** An update that a second region evaluates gets another version: the image may differ. */
  VERSION_PER_JUDGE(
      "an update that the next region evaluates gets a new version",
      "it keeps the version",
      Properties.ONE_IMAGE),
  /** A later write that replaced the first copy is told apart from a repair by the clock. */
  AHEAD_IS_UNKNOWN(
      "a version ahead of the clock makes the outcome unknown",
      "the write counts as replaced by a later one");

  private final String guard;
  private final String without;
  private final @Nullable String shownBy;

  Guard(String guard, String without) {
    this(guard, without, null);
  }

  Guard(String guard, String without, @Nullable String shownBy) {
    this.guard = guard;
    this.without = without;
    this.shownBy = shownBy;
  }

  /** The property that it is there for, where others may break first; or null. */
  @Nullable String shownBy() {
    return shownBy;
  }

  /** What the guard is, in words. */
  public String guard() {
    return guard;
  }

  /** What happens without it. */
  public String without() {
    return without;
  }
}
