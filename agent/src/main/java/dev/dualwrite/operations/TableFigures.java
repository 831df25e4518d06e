package dev.dualwrite.operations;

/** A {@link TableStatus} as JMX reads it, by getters. */
public final class TableFigures {
  private final TableStatus table;

  TableFigures(TableStatus table) {
    this.table = table;
  }

  /** The table's name. */
  public String getTable() {
    return table.table();
  }

  /** The rows that reached the other database with their transaction, since the start. */
  public long getMirrored() {
    return table.mirrored();
  }

  /** The rows that didn't, since the start. */
  public long getFailed() {
    return table.failed();
  }

  /** The keys that are queued now. */
  public long getQueued() {
    return table.queued();
  }

  /** The keys that are parked now. */
  public long getParked() {
    return table.parked();
  }
}
