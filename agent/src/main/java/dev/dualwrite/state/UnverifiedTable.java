package dev.dualwrite.state;

import dev.dualwrite.schema.TableName;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

/** A table of which some rows may differ without their keys being known. */
public final class UnverifiedTable {
  private final TableName table;
  private final Instant since;
  private final Instant last;
  private final String reason;

  UnverifiedTable(TableName table, Instant since, Instant last, String reason) {
    this.table = Objects.requireNonNull(table, "table");
    this.since = Objects.requireNonNull(since, "since");
    this.last = Objects.requireNonNull(last, "last");
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  UnverifiedTable markedAgain(UnverifiedTable later) {
    return new UnverifiedTable(table, since, later.last, later.reason);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(since.toEpochMilli());
    out.writeLong(last.toEpochMilli());
    Bytes.writeText(out, reason);
  }

  static UnverifiedTable read(TableName table, DataInput in) throws IOException {
    Instant since = Instant.ofEpochMilli(in.readLong());
    Instant last = Instant.ofEpochMilli(in.readLong());
    return new UnverifiedTable(table, since, last, Bytes.readText(in));
  }

  /** Returns the table. */
  public TableName table() {
    return table;
  }

  /** Returns when it was first marked. */
  public Instant since() {
    return since;
  }

  /** Returns when it was last marked: only a verification that began later clears it. */
  public Instant last() {
    return last;
  }

  /** Returns why it was last marked. */
  public String reason() {
    return reason;
  }

  @Override
  public String toString() {
    return table + " since " + since + ": " + reason;
  }
}
