package dev.dualwrite.reconcile;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** What one look at a key came to. */
public final class Outcome {

  /** The kinds of outcomes. */
  public enum Kind {
    /** The primary has the row, and now the secondary has the same. */
    PRESENT,
    /** Neither side shows a row. */
    ABSENT,
    /** The primary shows no row; the secondary had one, which was deleted. */
    DELETED,
    /** Others have the row locked, on either side. */
    LOCKED,
    /** A row that isn't there yet, or is there still, is in the way: foreign or unique keys. */
    OBSTRUCTED,
    /** The secondary doesn't take the row as it is. */
    REFUSED,
    /**
     * The secondary's commit wasn't answered, or may have come when the row wasn't locked any more.
     */
    IN_DOUBT
  }

  private final Kind kind;
  private final SQLException error;

  private Outcome(Kind kind, SQLException error) {
    this.kind = kind;
    this.error = error;
  }

  static Outcome of(Kind kind) {
    return new Outcome(kind, null);
  }

  static Outcome failed(Kind kind, SQLException error) {
    return new Outcome(kind, Objects.requireNonNull(error, "error"));
  }

  /** Returns the kind. */
  public Kind kind() {
    return kind;
  }

  /** Returns why it isn't well, where a database said so. */
  public Optional<SQLException> error() {
    return Optional.ofNullable(error);
  }

  /** Tells whether both sides hold the same. */
  public boolean isEqual() {
    switch (kind) {
      case PRESENT:
      case ABSENT:
      case DELETED:
        return true;
      case LOCKED:
      case OBSTRUCTED:
      case REFUSED:
      case IN_DOUBT:
        return false;
    }
    throw new AssertionError(kind);
  }

  @Override
  public String toString() {
    return error == null ? kind.toString() : kind + " (" + error.getSQLState() + ")";
  }
}
