package dev.dualwrite.state;

import dev.dualwrite.schema.TableName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How many keys wait to be reconciled, in all and by table. */
public final class QueueFigures {
  private final long queued;
  private final long rechecks;
  private final long parked;
  private final Instant oldestQueued;
  private final Map<TableName, QueueFigures> tables;

  private QueueFigures(
      long queued,
      long rechecks,
      long parked,
      Instant oldestQueued,
      Map<TableName, QueueFigures> tables) {
    this.queued = queued;
    this.rechecks = rechecks;
    this.parked = parked;
    this.oldestQueued = oldestQueued;
    this.tables = Map.copyOf(tables);
  }

  /**
   * Returns the figures of one table.
   *
   * @param oldestQueued null when nothing is queued
   */
  public static QueueFigures ofTable(
      long queued, long rechecks, long parked, Instant oldestQueued) {
    return new QueueFigures(queued, rechecks, parked, oldestQueued, Map.of());
  }

  /** Returns the sums of the tables' figures. */
  public static QueueFigures of(Map<TableName, QueueFigures> tables) {
    long queued = 0;
    long rechecks = 0;
    long parked = 0;
    Instant oldest = null;
    for (QueueFigures table : tables.values()) {
      queued += table.queued;
      rechecks += table.rechecks;
      parked += table.parked;
      oldest = earlier(oldest, table.oldestQueued);
    }
    return new QueueFigures(queued, rechecks, parked, oldest, tables);
  }

  /** Returns the sum of two figures of one table. */
  QueueFigures plus(QueueFigures other) {
    return ofTable(
        queued + other.queued,
        rechecks + other.rechecks,
        parked + other.parked,
        earlier(oldestQueued, other.oldestQueued));
  }

  private static Instant earlier(Instant one, Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.isBefore(one) ? other : one;
  }

  /** Returns the number of keys on which the databases may differ. */
  public long queued() {
    return queued;
  }

  /** Returns the number of keys that were found equal and are to be looked at once more. */
  public long rechecks() {
    return rechecks;
  }

  /** Returns the number of keys that were given up until someone asks for them again. */
  public long parked() {
    return parked;
  }

  /** Returns since when the oldest of the queued keys waits, to the second. */
  public Optional<Instant> oldestQueued() {
    return Optional.ofNullable(oldestQueued);
  }

  /** Returns the figures of each table that has a key here; empty on a table's own figures. */
  public Map<TableName, QueueFigures> tables() {
    return tables;
  }

  @Override
  public String toString() {
    return queued + " queued, " + rechecks + " to recheck, " + parked + " parked";
  }
}
