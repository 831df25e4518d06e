package dev.dualwrite.wayback;

import dev.dualwrite.schema.TableName;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** Whether rows of one table can be written back. */
public final class TableReturn {

  /** What was found out. */
  public enum Outcome {
    /** A row was written, and rolled back. */
    WRITTEN,
    /** There was no row to write; the columns fit, and writes are allowed. */
    EMPTY,
    /** The application held the rows that were to be written; the columns fit. */
    LOCKED,
    /** Nothing was written, since the table has no primary key, or its engine no rollback. */
    NOT_TRIED,
    /** It can't be written back. */
    FAILED
  }

  private final TableName table;
  private final Outcome outcome;
  private final String detail;
  private final SQLException error;

  private TableReturn(TableName table, Outcome outcome, String detail, SQLException error) {
    this.table = Objects.requireNonNull(table, "table");
    this.outcome = Objects.requireNonNull(outcome, "outcome");
    this.detail = Objects.requireNonNull(detail, "detail");
    this.error = error;
  }

  static TableReturn of(TableName table, Outcome outcome, String detail) {
    return new TableReturn(table, outcome, detail, null);
  }

  static TableReturn refused(TableName table, String detail, SQLException error) {
    return new TableReturn(table, Outcome.FAILED, detail, error);
  }

  /** Returns the table, by the name that it has where it is to be written, if it is there. */
  public TableName table() {
    return table;
  }

  /** Returns what was found out. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns the database's own error, where there was one. */
  public Optional<SQLException> error() {
    return Optional.ofNullable(error);
  }

  /** Returns a sentence that names the table, what was found, and what to do about it. */
  @Override
  public String toString() {
    String text = "table " + table + ' ' + detail;
    return error == null ? text : text + " (" + error.getMessage() + ')';
  }
}
