package dev.dualwrite.operations;

import java.util.List;

/** The status of the migration over JMX, as {@code dev.dualwrite:type=Dualwrite}. */
public interface DualwriteMXBean {

  /** The application's name. */
  String getInstance();

  /** The phase's label. */
  String getPhase();

  /** How writes are mirrored: inline or async. */
  String getMirror();

  /** What happens to the application's writes now: inline, catching-up, and so on. */
  String getCondition();

  /** The keys that wait to be reconciled. */
  long getQueued();

  /** The keys that were equal, and are looked at once more. */
  long getRechecks();

  /** The keys that were given up after repeated failures. */
  long getParked();

  /** How long the oldest queued key has waited, in seconds; 0 when none waits. */
  long getOldestQueuedSeconds();

  /** The keys that were reconciled lately, a second. */
  double getDrainedPerSecond();

  /** The rows by table. */
  List<TableFigures> getTables();

  /** The tables that may differ in rows nobody knows, until they are verified. */
  List<String> getUnverifiedTables();

  /** Whether the other database isn't asked, because it didn't answer. */
  boolean isBreakerOpen();

  /** The open connections of the twins' pool. */
  int getTwinConnectionsOpen();

  /** Those of them that a transaction uses. */
  int getTwinConnectionsInUse();

  /** The written rows that were compared on both sides since the start. */
  long getChecked();

  /** Those of them that certainly differed. */
  long getCheckedDiffering();

  /** The rows that were to be compared, and weren't. */
  long getCheckDropped();

  /** Whether the store in the state folder can be written. */
  boolean isStoreOk();

  /** Why it can't be written; empty when it can. */
  String getStoreProblem();

  /** The failures of late, the last first. */
  List<String> getLastErrors();

  /**
   * Changes the phase if its gates are open, as the command {@code phase} does; returns what came
   * of it as JSON.
   */
  String changePhase(String phase);

  /** Tries the queued keys again now, without waiting for it. */
  void retry();

  /** The same with the parked keys; returns how many were parked. */
  long retryParked();
}
