package dev.dualwrite.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.testing.Sql;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Copies rows between two databases of one vendor and compares what both then say. The driver of
 * the source is loaded a second time, so no object of a driver's own class gets across.
 */
final class RoundTrip implements AutoCloseable {
  private static final AtomicInteger TABLES = new AtomicInteger();

  final Connection source;
  final Connection target;
  private final URLClassLoader sourceLoader;
  private final Dialect dialect;

  RoundTrip(Class<? extends Driver> driver, String sourceUrl, String targetUrl) throws Exception {
    URL jar = driver.getProtectionDomain().getCodeSource().getLocation();
    this.sourceLoader = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    Driver second =
        (Driver) sourceLoader.loadClass(driver.getName()).getDeclaredConstructor().newInstance();
    this.source = second.connect(sourceUrl, new Properties());
    this.target = DriverManager.getConnection(targetUrl);
    this.dialect = Dialects.forUrl(targetUrl);
  }

  void bothExecute(String... statements) throws SQLException {
    Sql.execute(source, statements);
    Sql.execute(target, statements);
  }

  /**
   * Copies the case's values in a table of their own, once as new rows and once over rows that hold
   * NULL.
   */
  void survives(TypeCase type, String textOfValue) throws SQLException {
    String table = "t" + TABLES.incrementAndGet();
    bothExecute("CREATE TABLE " + table + " (id INT PRIMARY KEY, v " + type.type() + " NULL)");
    List<Integer> ids = new ArrayList<>();
    Sql.execute(source, "INSERT INTO " + table + " VALUES (0, NULL)");
    ids.add(0);
    for (String literal : type.literals()) {
      Sql.execute(source, "INSERT INTO " + table + " VALUES (" + ids.size() + ", " + literal + ")");
      ids.add(ids.size());
    }
    String everything = "SELECT id, " + textOfValue + " FROM " + table + " ORDER BY id";
    copy(table, ids);
    assertEquals(Sql.query(source, everything), Sql.query(target, everything));
    Sql.execute(target, "UPDATE " + table + " SET v = NULL");
    copy(table, ids);
    assertEquals(Sql.query(source, everything), Sql.query(target, everything));
  }

  void copy(String table, List<?> ids) throws SQLException {
    TableDescription from = Tables.describe(source, dialect, dialect.fold(table));
    TableDescription to = Tables.describe(target, dialect, dialect.fold(table));
    List<Key> keys = ids.stream().map(id -> Tables.key(from, id)).toList();
    ReadResult rows = new RowReader(dialect).read(source, from, keys, LockMode.NONE);
    target.setAutoCommit(false);
    new RowWriter(dialect).apply(target, to, rows.present(), rows.absent());
    target.commit();
    target.setAutoCommit(true);
  }

  @Override
  public void close() throws Exception {
    source.close();
    target.close();
    sourceLoader.close();
  }
}
