package dev.dualwrite.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.TestServers;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On PostgreSQL, who inserts a child waits for who deletes its parent, but not for who updates it:
 * neither must it wait for a twin that writes the parent's row.
 */
class ParentLocksTest {
  private final Dialect dialect = Vendor.POSTGRES.dialect();
  private Connection one;
  private Connection other;

  @BeforeEach
  void open() throws SQLException {
    String url = TestServers.postgres();
    one = DriverManager.getConnection(url);
    other = DriverManager.getConnection(url);
    Sql.execute(
        one,
        "CREATE TABLE parent (id int PRIMARY KEY, code text UNIQUE, name text)",
        "CREATE TABLE child (id int PRIMARY KEY, parent int NOT NULL REFERENCES parent)",
        "INSERT INTO parent VALUES (1, 'a', 'before')");
    Sql.execute(other, "SET lock_timeout = '2s'");
    one.setAutoCommit(false);
    other.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    one.close();
    other.close();
  }

  private TableDescription parent() throws SQLException {
    return Tables.describe(one, dialect, "parent");
  }

  private static RowImage row(TableDescription table, int id, String name) {
    return RowImage.of(
        Tables.key(table, id),
        List.of("id", "code", "name"),
        List.of(id, id == 1 ? "a" : "code" + id, name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "CREATE UNIQUE INDEX name_once ON parent (name) WHERE name = 'special'"})
  void aChildOfARowThatIsWrittenCanBeInserted(String otherUniqueness) throws SQLException {
    Sql.execute(one, otherUniqueness + ";");
    TableDescription table = parent();
    one.commit();
    RowWriter writer = new RowWriter(dialect);
    writer.apply(one, table, List.of(row(table, 1, "after"), row(table, 2, "new")), List.of());

    Sql.execute(other, "INSERT INTO child VALUES (1, 1)");

    other.commit();
    one.commit();
    assertEquals(
        List.of("1,a,after", "2,code2,new"), Sql.query(one, "SELECT * FROM parent ORDER BY id"));
  }

  @Test
  void aRowThatWasChangedIsNotPassedOverForItsNewChild() throws SQLException {
    TableDescription table = parent();
    Sql.execute(other, "INSERT INTO child VALUES (1, 1)");
    Sql.execute(one, "UPDATE parent SET name = 'after' WHERE id = 1");

    ReadResult result =
        new RowReader(dialect).readTouched(one, table, List.of(), List.of(Tables.key(table, 1)));

    assertEquals(1, result.present().size());
  }

  @Test
  void aRowThatIsLockedToBeReadCanHaveANewChild() throws SQLException {
    TableDescription table = parent();
    List<Key> keys = List.of(Tables.key(table, 1));
    assertEquals(1, new RowReader(dialect).read(one, table, keys, LockMode.WAIT).present().size());

    Sql.execute(other, "INSERT INTO child VALUES (1, 1)");
    other.rollback();

    ReadResult passedOver = new RowReader(dialect).read(other, table, keys, LockMode.SKIP_LOCKED);
    assertEquals(keys, passedOver.skipped());
  }
}
