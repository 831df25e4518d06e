package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the rows of one table that refer to rows of another, in a database of one vendor. */
public final class ReferringRows {
  private final Dialect dialect;

  /** Makes a finder for databases of the vendor. */
  public ReferringRows(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Tells whether a foreign key deletes or changes the rows that refer to a deleted one, by its
   * {@code DELETE_RULE} in JDBC's metadata.
   */
  public static boolean actsOnDelete(int deleteRule) {
    return deleteRule != DatabaseMetaData.importedKeyNoAction
        && deleteRule != DatabaseMetaData.importedKeyRestrict;
  }

  /**
   * Returns those of the keys that have a row, as they were given, and locks these rows.
   *
   * @param connection a connection of the vendor, not in autocommit mode
   */
  public List<Key> lockExisting(Connection connection, TableDescription table, List<Key> keys)
      throws SQLException {
    TableSql sql = new TableSql(dialect, table, keys.get(0).columns());
    KeyQuery query = new KeyQuery(connection, sql, dialect.lockClause());
    List<Key> normal = keys.stream().map(sql::normal).collect(Collectors.toList());
    Set<Key> found = query.existing(normal).keySet();
    List<Key> existing = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (found.contains(normal.get(i))) {
        existing.add(keys.get(i));
      }
    }
    return existing;
  }

  /**
   * Returns the keys of the rows of the child that refer to any of the parent's, at most so many.
   *
   * @param keys up to 200 keys of the parent
   * @param child a table with a primary key
   * @param columns the child's columns that refer to the parent
   * @param referred the parent's columns, one for each of them
   */
  public List<Key> keys(
      Connection connection,
      TableDescription parent,
      List<Key> keys,
      TableDescription child,
      List<String> columns,
      List<String> referred,
      int most)
      throws SQLException {
    TableSql parentSql = new TableSql(dialect, parent, keys.get(0).columns());
    TableSql childSql = new TableSql(dialect, child, child.primaryKey());
    List<Key> normal = keys.stream().map(parentSql::normal).collect(Collectors.toList());
    String parents =
        "SELECT DISTINCT "
            + referred.stream().map(dialect::quote).collect(Collectors.joining(", "))
            + " FROM "
            + parentSql.quotedTable()
            + parentSql.where(normal);
    String select =
        "SELECT "
            + childSql.keyColumns().stream().map(this::read).collect(Collectors.joining(", "))
            + " FROM "
            + childSql.quotedTable()
            + " c JOIN ("
            + parents
            + ") p ON "
            + join(columns, referred);
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setMaxRows(most);
      parentSql.bindKeys(statement, normal);
      List<Key> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(childSql.key(childSql.read(rows, childSql.keyColumns())));
        }
      }
      return found;
    }
  }

  private String read(Column column) {
    return dialect.types().readExpression(column.type(), "c." + dialect.quote(column.name()));
  }

  private String join(List<String> columns, List<String> referred) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      conditions.add(
          "c." + dialect.quote(columns.get(i)) + " = p." + dialect.quote(referred.get(i)));
    }
    return String.join(" AND ", conditions);
  }
}
