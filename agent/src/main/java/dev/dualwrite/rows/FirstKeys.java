package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.TableDescription;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the keys of a table's first rows, in the order of its primary key. */
public final class FirstKeys {
  private final Dialect dialect;

  /** Makes a reader for databases of the vendor. */
  public FirstKeys(Dialect dialect) {
    this.dialect = dialect;
  }

  /** From where keys are read. */
  public enum End {
    /** The smallest keys. */
    FIRST(""),
    /** The greatest keys. */
    LAST(" DESC");

    private final String order;

    End(String order) {
      this.order = order;
    }
  }

  /**
   * Returns so many keys at most.
   *
   * @param table a table with a primary key
   */
  public List<Key> read(Connection connection, TableDescription table, int most)
      throws SQLException {
    return read(connection, table, table.primaryKey(), most, End.FIRST);
  }

  /**
   * Returns so many keys at most from one end of the table.
   *
   * @param keyColumns the columns of a unique key
   */
  public List<Key> read(
      Connection connection, TableDescription table, List<String> keyColumns, int most, End end)
      throws SQLException {
    TableSql sql = new TableSql(dialect, table, keyColumns);
    String select =
        sql.keyColumns().stream()
                .map(
                    column ->
                        dialect.types().readExpression(column.type(), dialect.quote(column.name())))
                .collect(Collectors.joining(", ", "SELECT ", " FROM "))
            + sql.quotedTable()
            + " x"
            + sql.keyColumns().stream()
                .map(column -> "x." + dialect.quote(column.name()) + end.order)
                .collect(Collectors.joining(", ", " ORDER BY ", ""))
            + dialect.firstRows(most);
    List<Key> keys = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select)) {
      while (rows.next()) {
        keys.add(sql.key(sql.read(rows, sql.keyColumns())));
      }
    }
    return keys;
  }
}
