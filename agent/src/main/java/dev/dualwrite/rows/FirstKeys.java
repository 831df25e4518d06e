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

  /**
   * Returns so many keys at most.
   *
   * @param table a table with a primary key
   */
  public List<Key> read(Connection connection, TableDescription table, int most)
      throws SQLException {
    TableSql sql = new TableSql(dialect, table, table.primaryKey());
    String select =
        sql.keyColumns().stream()
                .map(
                    column ->
                        dialect
                            .types()
                            .readExpression(TableSql.typeOf(column), dialect.quote(column.name())))
                .collect(Collectors.joining(", ", "SELECT ", " FROM "))
            + sql.quotedTable()
            + table.primaryKey().stream()
                .map(dialect::quote)
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
