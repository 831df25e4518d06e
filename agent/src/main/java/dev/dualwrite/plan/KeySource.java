package dev.dualwrite.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How the primary keys of the rows that a write touches are found. A source may name more rows than
 * are touched, never fewer; some name only rows that the transaction holds locked.
 */
public final class KeySource {

  /** The ways of finding keys. */
  public enum Type {
    /** There are no keys to find. */
    NONE,
    /** They are among the bind values and literals. */
    VALUES,
    /** As VALUES, but the primary makes some; the n-th returned row fills those of row n. */
    GENERATED,
    /** The driver returns them when the key columns are named at prepare. */
    RETURNED,
    /**
     * A query on the host connection finds them: as a source of keys before, run before the
     * statement, and as one of keys after, run after it in the same transaction.
     */
    SELECTED
  }

  private static final KeySource NONE =
      new KeySource(Type.NONE, List.of(), "", "", List.of(), false);
  private static final KeySource RETURNED =
      new KeySource(Type.RETURNED, List.of(), "", "", List.of(), false);

  private final Type type;
  private final List<List<Operand>> rows;
  private final String keyQuery;
  private final String lockClause;
  private final List<Integer> keyQueryParameters;
  private final boolean ofLastOnly;

  private KeySource(
      Type type,
      List<List<Operand>> rows,
      String keyQuery,
      String lockClause,
      List<Integer> keyQueryParameters,
      boolean ofLastOnly) {
    this.type = type;
    this.rows = rows;
    this.keyQuery = keyQuery;
    this.lockClause = lockClause;
    this.keyQueryParameters = keyQueryParameters;
    this.ofLastOnly = ofLastOnly;
  }

  /** Returns the source of a statement that has no keys at this point. */
  public static KeySource none() {
    return NONE;
  }

  /**
   * Returns a source of the given rows, each with one operand a key column in key order; it is
   * GENERATED when an operand is or may be.
   */
  public static KeySource values(List<List<Operand>> rows) {
    List<List<Operand>> copy = new ArrayList<>(rows.size());
    Type type = Type.VALUES;
    for (List<Operand> row : rows) {
      copy.add(List.copyOf(row));
      for (Operand operand : row) {
        if (operand.mayBeGenerated()) {
          type = Type.GENERATED;
        }
      }
    }
    return new KeySource(type, List.copyOf(copy), "", "", List.of(), false);
  }

  /** Returns the source of keys that the driver returns for each touched row. */
  public static KeySource returned() {
    return RETURNED;
  }

  /**
   * Returns the keys that a query finds.
   *
   * @param lockClause what ends the query and makes it lock the rows; empty where it doesn't
   * @param parameters which of the statement's parameters (1-based) to bind to the query, in order
   */
  static KeySource selected(String query, String lockClause, List<Integer> parameters) {
    return new KeySource(
        Type.SELECTED,
        List.of(),
        Objects.requireNonNull(query, "query"),
        Objects.requireNonNull(lockClause, "lockClause"),
        List.copyOf(parameters),
        false);
  }

  /** Returns a source of keys that this query finds among those given. */
  KeySource among(List<List<Operand>> given) {
    return new KeySource(
        type, values(given).rows, keyQuery, lockClause, keyQueryParameters, ofLastOnly);
  }

  /** Returns the keys that a query finds of the last statement alone, as LAST_INSERT_ID does. */
  static KeySource selectedOfLast(String query) {
    return new KeySource(Type.SELECTED, List.of(), query, "", List.of(), true);
  }

  /** Returns how the keys are found. */
  public Type type() {
    return type;
  }

  /**
   * Returns the keys' operands in key order, for VALUES and GENERATED; for SELECTED, those of which
   * the query finds some, if they are known; else empty.
   */
  public List<List<Operand>> rows() {
    return rows;
  }

  /** Returns the SQL that selects the key columns in key order, for SELECTED; else empty. */
  public String keyQuery() {
    return keyQuery + lockClause;
  }

  /** Returns {@link #keyQuery()} without the lock that it takes. */
  public String keyQueryWithoutLock() {
    return keyQuery;
  }

  /**
   * Tells whether all keys are of rows that the transaction holds locked: the statement touched
   * them, or the query locks them.
   */
  public boolean namesHeldRows() {
    return type == Type.RETURNED || !lockClause.isEmpty();
  }

  /** Returns which of the statement's parameters, 1-based, the key query takes, in order. */
  public List<Integer> keyQueryParameters() {
    return keyQueryParameters;
  }

  /**
   * Tells whether the key query, after a batch of statements, would find the keys of the last one
   * alone.
   */
  public boolean ofLastOnly() {
    return ofLastOnly;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof KeySource)) {
      return false;
    }
    KeySource that = (KeySource) other;
    return type == that.type
        && rows.equals(that.rows)
        && keyQuery.equals(that.keyQuery)
        && lockClause.equals(that.lockClause)
        && keyQueryParameters.equals(that.keyQueryParameters)
        && ofLastOnly == that.ofLastOnly;
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, rows, keyQuery, keyQueryParameters);
  }

  @Override
  public String toString() {
    switch (type) {
      case NONE:
      case RETURNED:
        return type.toString();
      case VALUES:
      case GENERATED:
        return type + " " + rows;
      case SELECTED:
        return type + " " + keyQuery() + " " + keyQueryParameters;
    }
    throw new AssertionError(type);
  }
}
