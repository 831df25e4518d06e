package dev.dualwrite.dialect;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How whole rows are written: by UPDATE and INSERT, unless the vendor has a safe statement for
 * both.
 */
public class RowStatements {
  private final Dialect dialect;

  RowStatements(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Returns the statement that inserts a row, with one placeholder for each column of the shape.
   */
  public final String insert(RowShape shape) {
    return insert(shape, 1);
  }

  /** Returns the statement that inserts so many rows, with the placeholders of each in its turn. */
  public final String insert(RowShape shape, int rows) {
    return insertInto(shape) + " VALUES " + values(shape, rows);
  }

  final String insertInto(RowShape shape) {
    return "INSERT INTO "
        + shape.table()
        + " ("
        + quoteAll(shape.columns())
        + ")"
        + (shape.overridesIdentity() ? dialect.overridingSystemValue() : "");
  }

  final String values(RowShape shape, int rows) {
    String row = "(" + String.join(", ", shape.parameters()) + ")";
    return row + (", " + row).repeat(rows - 1);
  }

  /**
   * Returns the statement, with the parameters of {@link #insert}, that inserts a row or, where its
   * key exists, updates it; empty where no single statement of this vendor does that safely, so
   * that UPDATE and INSERT are to be sent.
   */
  public final Optional<String> upsert(RowShape shape) {
    return upsert(shape, 1);
  }

  /** Returns the same for so many rows, whose keys are different. */
  public Optional<String> upsert(RowShape shape, int rows) {
    return Optional.empty();
  }

  /**
   * Returns the statement that does the same for any number of rows, with one parameter for each
   * column: an {@link ArrayValue} of all rows' values. It costs far less than a parameter for each
   * value. Empty where this vendor has none for columns of such types.
   */
  public Optional<String> upsertOfArrays(RowShape shape, List<ColumnType> types) {
    return Optional.empty();
  }

  /**
   * Tells whether the vendor's driver sends a whole batch of {@link #insert(RowShape)} at once, as
   * values and not as text, so that it costs less than a long statement.
   */
  public boolean sendsBatchesAtOnce() {
    return false;
  }

  /**
   * Returns the statements that make a session store rows exactly as they are given, whatever its
   * settings.
   */
  public List<String> before() {
    return List.of();
  }

  /** Returns the statements that undo {@link #before}. */
  public List<String> after() {
    return List.of();
  }

  final String quote(String identifier) {
    return dialect.quote(identifier);
  }

  final String quoteAll(Collection<String> identifiers) {
    return identifiers.stream().map(dialect::quote).collect(Collectors.joining(", "));
  }
}
