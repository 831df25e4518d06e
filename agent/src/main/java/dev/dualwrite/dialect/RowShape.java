package dev.dualwrite.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a statement that writes whole rows of one table needs to know of it. */
public final class RowShape {

  /** How the columns by which a row is recognised stand among the table's unique keys. */
  public enum KeyRole {
    /** They are the table's only unique key. */
    ONLY_UNIQUE_KEY,
    /** They are one of several unique keys. */
    ONE_OF_SEVERAL,
    /** No unique key is known to hold them together at every moment. */
    UNCERTAIN
  }

  private final String table;
  private final List<String> columns;
  private final List<String> parameters;
  private final List<String> key;
  private final KeyRole keyRole;
  private final Set<String> alwaysIdentity;

  /**
   * Makes a shape.
   *
   * @param table the table's quoted and qualified name
   * @param columns the written columns' names, not quoted
   * @param parameters the placeholder of each column, such as {@code ?}
   * @param key the columns by which a row is recognised; all of them are among {@code columns}
   * @param keyRole what the key is to the table
   * @param alwaysIdentity the columns that are GENERATED ALWAYS AS IDENTITY
   */
  public RowShape(
      String table,
      List<String> columns,
      List<String> parameters,
      List<String> key,
      KeyRole keyRole,
      Set<String> alwaysIdentity) {
    this.table = Objects.requireNonNull(table, "table");
    this.columns = List.copyOf(columns);
    this.parameters = List.copyOf(parameters);
    this.key = List.copyOf(key);
    this.keyRole = keyRole;
    this.alwaysIdentity = Set.copyOf(alwaysIdentity);
  }

  /** Returns the table's quoted and qualified name. */
  public String table() {
    return table;
  }

  /** Returns the written columns, not quoted. */
  public List<String> columns() {
    return columns;
  }

  /** Returns the placeholder of each written column. */
  public List<String> parameters() {
    return parameters;
  }

  /** Returns the columns by which a row is recognised, not quoted. */
  public List<String> key() {
    return key;
  }

  /** Returns what the key is to the table. */
  public KeyRole keyRole() {
    return keyRole;
  }

  /** Tells whether a written column is GENERATED ALWAYS AS IDENTITY. */
  public boolean overridesIdentity() {
    return columns.stream().anyMatch(alwaysIdentity::contains);
  }

  /**
   * Returns the columns that an UPDATE of an existing row may set: no key, no generated identity.
   */
  public List<String> assignable() {
    List<String> assignable = new ArrayList<>(columns);
    assignable.removeAll(key);
    assignable.removeAll(alwaysIdentity);
    return List.copyOf(assignable);
  }
}
