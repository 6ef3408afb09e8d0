package io.github.dynamodbha.cli.command;

/** What the process returns; from 252 on as the AWS CLI does. */
public final class ExitCode {
  /** Done. */
  public static final int DONE = 0;

  /** Done, and the answer is no: the item isn't there, the replicas differ. */
  public static final int NO = 1;

  /** Ended by SIGINT; the Java virtual machine returns it by itself. */
  public static final int INTERRUPTED = 130;

  /** The command line, or an item given on it, can't be used. */
  public static final int USAGE = 252;

  /** The surroundings are not set up: credentials, Java, DynamoDB Local. */
  public static final int CONFIGURATION = 253;

  /** DynamoDB refused. */
  public static final int SERVICE = 254;

  /** Anything else, such as no region in reach, or a sync that was done in part. */
  public static final int FAILED = 255;

  private ExitCode() {}
}
