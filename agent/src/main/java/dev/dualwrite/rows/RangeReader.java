package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a table by ranges of its primary key, in its own order; never commits or rolls back. Where
 * columns are named, only the rows in which one of them isn't NULL.
 */
public final class RangeReader {
  /**
   * In ORDER BY a bare name would be the selected text of a column, not the column (PostgreSQL).
   */
  private static final String ALIAS = " x";

  private static final int FETCH_ROWS = 500;

  private final Dialect dialect;
  private final List<Column> columns;
  private final TableSql sql;
  private final KeyColumns key;
  private final String filled;

  /**
   * Makes a reader of a table with a primary key.
   *
   * @param columns the columns that rows are read with, the key's among them
   * @param filled the columns of which one is to have a value; empty for all rows
   */
  public RangeReader(
      Dialect dialect, TableDescription table, List<Column> columns, List<String> filled)
      throws SQLException {
    this.dialect = dialect;
    this.columns = List.copyOf(columns);
    this.sql = new TableSql(dialect, table, table.primaryKey());
    this.key = new KeyColumns(dialect, table.name(), sql.keyColumns());
    this.filled =
        filled.stream()
            .map(name -> dialect.quote(name) + " IS NOT NULL")
            .collect(Collectors.joining(" OR "));
  }

  /** The rows of a range that were read, and how far reading came. */
  public static final class Page {
    private final List<RowImage> rows = new ArrayList<>();
    private boolean cut;

    private Page() {}

    /** Returns the rows in the order of their keys. */
    public List<RowImage> rows() {
      return rows;
    }

    /** Tells whether rows of the range are left, since those before them were large. */
    public boolean cut() {
      return cut;
    }

    /** Returns the part of the range that was read. */
    public KeyRange partOf(KeyRange range) {
      return cut
          ? KeyRange.between(range.after().orElse(null), rows.get(rows.size() - 1).key())
          : range;
    }
  }

  /**
   * Reads the rows of a range.
   *
   * @param lockClause what the query ends with
   * @param mostBytes about so many are read at most, but one row in any case
   */
  public Page read(Connection connection, KeyRange range, String lockClause, long mostBytes)
      throws SQLException {
    Page page = new Page();
    String query = select(columns) + where(range) + order() + lockClause;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setFetchSize(dialect.scans().fetchSize(FETCH_ROWS));
      range.bind(key, statement);
      try (ResultSet result = statement.executeQuery()) {
        long bytes = 0;
        while (!page.cut && result.next()) {
          if (bytes >= mostBytes) {
            page.cut = true;
          } else {
            RowImage row = sql.row(columns, sql.read(result, columns));
            bytes += row.bytes();
            page.rows.add(row);
          }
        }
      }
    }
    return page;
  }

  /** Returns how many rows of a range are committed now. */
  public long count(Connection connection, KeyRange range) throws SQLException {
    String query = "SELECT COUNT(*) FROM " + sql.quotedTable() + ALIAS + where(range);
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      range.bind(key, statement);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  /** Returns the keys of the rows of a range that are committed now. */
  public List<Key> keys(Connection connection, KeyRange range) throws SQLException {
    List<Key> keys = new ArrayList<>();
    String query = select(sql.keyColumns()) + where(range);
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setFetchSize(dialect.scans().fetchSize(FETCH_ROWS));
      range.bind(key, statement);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          keys.add(sql.key(sql.read(result, sql.keyColumns())));
        }
      }
    }
    return keys;
  }

  /** Returns the key after so many rows of a range; empty where it has no more than those. */
  public Optional<Key> keyAfter(Connection connection, KeyRange range, long rows)
      throws SQLException {
    String query = select(sql.keyColumns()) + range.where(key) + order() + dialect.rowAfter(rows);
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      range.bind(key, statement);
      try (ResultSet result = statement.executeQuery()) {
        return result.next()
            ? Optional.of(sql.key(sql.read(result, sql.keyColumns())))
            : Optional.empty();
      }
    }
  }

  private String select(List<Column> selected) {
    return selected.stream()
            .map(
                column ->
                    dialect.types().readExpression(column.type(), dialect.quote(column.name())))
            .collect(Collectors.joining(", ", "SELECT ", " FROM "))
        + sql.quotedTable()
        + ALIAS;
  }

  private String where(KeyRange range) {
    String bounds = range.where(key);
    if (filled.isEmpty()) {
      return bounds;
    }
    return bounds + (bounds.isEmpty() ? " WHERE (" : " AND (") + filled + ")";
  }

  private String order() {
    return sql.keyColumns().stream()
        .map(column -> "x." + dialect.quote(column.name()))
        .collect(Collectors.joining(", ", " ORDER BY ", ""));
  }
}
