package dev.dualwrite.operations;

/** The rows of one table, by what became of them. */
public final class TableStatus {
  private final String table;
  private final long mirrored;
  private final long failed;
  private final long queued;
  private final long parked;

  TableStatus(String table, long mirrored, long failed, long queued, long parked) {
    this.table = table;
    this.mirrored = mirrored;
    this.failed = failed;
    this.queued = queued;
    this.parked = parked;
  }

  /** The table's name. */
  public String table() {
    return table;
  }

  /** The rows that reached the other database with their transaction, since the start. */
  public long mirrored() {
    return mirrored;
  }

  /** The rows that didn't, since the start. */
  public long failed() {
    return failed;
  }

  /** The keys that are queued now. */
  public long queued() {
    return queued;
  }

  /** The keys that are parked now. */
  public long parked() {
    return parked;
  }

  TableStatus plus(TableStatus other) {
    return new TableStatus(
        table,
        mirrored + other.mirrored,
        failed + other.failed,
        queued + other.queued,
        parked + other.parked);
  }
}
