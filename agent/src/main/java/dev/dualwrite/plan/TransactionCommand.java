package dev.dualwrite.plan;

import java.util.Objects;
import java.util.Optional;

/** What a textual command such as COMMIT or SAVEPOINT does to the transaction. */
public final class TransactionCommand {

  /** The kinds of commands. */
  public enum Type {
    BEGIN,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    ROLLBACK_TO,
    RELEASE,
    AUTOCOMMIT_ON,
    AUTOCOMMIT_OFF,
    /** A step of two-phase commit, which isn't mirrored. */
    PREPARED
  }

  private final Type type;
  private final String name;
  private final boolean chained;

  private TransactionCommand(Type type, String name, boolean chained) {
    this.type = Objects.requireNonNull(type, "type");
    this.name = name;
    this.chained = chained;
  }

  /** Returns a command without a name. */
  public static TransactionCommand of(Type type) {
    return new TransactionCommand(type, null, false);
  }

  /** Returns a command on a savepoint, or on a prepared transaction. */
  public static TransactionCommand of(Type type, String name) {
    return new TransactionCommand(type, Objects.requireNonNull(name, "name"), false);
  }

  /** Returns a COMMIT or ROLLBACK that begins the next transaction at once (AND CHAIN). */
  public static TransactionCommand chained(Type type) {
    return new TransactionCommand(type, null, true);
  }

  /** Returns what the command does. */
  public Type type() {
    return type;
  }

  /** Returns the savepoint's name as written, quotes included. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** Tells whether the next transaction begins at once. */
  public boolean chained() {
    return chained;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof TransactionCommand)) {
      return false;
    }
    TransactionCommand that = (TransactionCommand) other;
    return type == that.type && chained == that.chained && Objects.equals(name, that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, name, chained);
  }

  @Override
  public String toString() {
    return type + (name == null ? "" : " " + name) + (chained ? " AND CHAIN" : "");
  }
}
