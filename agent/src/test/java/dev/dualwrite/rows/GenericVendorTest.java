package dev.dualwrite.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.testing.Sql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A vendor of which only what JDBC promises is used: HSQLDB. */
class GenericVendorTest {
  private static final Dialect DIALECT = Dialects.forUrl("jdbc:hsqldb:mem:test");
  private static final String TABLE =
      "CREATE TABLE t (id INT PRIMARY KEY, u INT UNIQUE, n DECIMAL(20,4), d DATE, ti TIME, ts"
          + " TIMESTAMP(6), b BOOLEAN, bin VARBINARY(9), f DOUBLE, c CLOB)";

  private static TableDescription describe(Connection connection) throws SQLException {
    TableDescription.Builder table =
        TableDescription.builder(TableName.of("PUBLIC", "T")).primaryKey(List.of("ID"));
    try (ResultSet columns = connection.getMetaData().getColumns(null, "PUBLIC", "T", "%")) {
      while (columns.next()) {
        table.column(
            Column.builder(
                    columns.getString("COLUMN_NAME"),
                    columns.getInt("DATA_TYPE"),
                    columns.getString("TYPE_NAME"))
                .build());
      }
    }
    return table.build();
  }

  @Test
  void rowsAreCopiedBySelectUpdateAndInsert() throws SQLException {
    try (Connection source = DriverManager.getConnection("jdbc:hsqldb:mem:source");
        Connection target = DriverManager.getConnection("jdbc:hsqldb:mem:target")) {
      Sql.execute(
          source,
          TABLE,
          "INSERT INTO t VALUES (1, 2, 1234567890123456.7891, '2024-02-29', '10:11:12',"
              + " '2024-02-29 10:11:12.123456', TRUE, X'00ff', 0.1, 'text'), (2, 1, NULL, NULL,"
              + " NULL, NULL, NULL, NULL, NULL, NULL)");
      Sql.execute(target, TABLE, "INSERT INTO t (id, u) VALUES (1, 1), (2, 2), (3, 3)");
      TableDescription table = describe(source);
      List<Key> keys = List.of(Tables.key(table, 1), Tables.key(table, 2), Tables.key(table, 3));
      ReadResult rows = new RowReader(DIALECT).read(source, table, keys, LockMode.WAIT);
      target.setAutoCommit(false);
      new RowWriter(DIALECT).apply(target, describe(target), rows.present(), rows.absent());
      String everything = "SELECT * FROM t ORDER BY id";
      assertEquals(Sql.query(source, everything), Sql.query(target, everything));
    }
  }

  @Test
  void errorsAreSortedByStandardAndVendorsStates() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:hsqldb:mem:errors")) {
      Sql.execute(connection, "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
      SQLException duplicate =
          assertThrows(
              SQLException.class, () -> Sql.execute(connection, "INSERT INTO t VALUES (1)"));
      assertTrue(DIALECT.errors().isDuplicateKey(duplicate));
      SQLException unknown =
          assertThrows(SQLException.class, () -> Sql.execute(connection, "DELETE FROM nowhere"));
      assertTrue(DIALECT.errors().isUnknownTableOrColumn(unknown));
    }
  }
}
