package dev.dualwrite.tests.apps;

import com.zaxxer.hikari.HikariDataSource;
import dev.dualwrite.tests.harness.Vendor;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.xa.PGXADataSource;

/**
 * Gets all kinds of objects from the old database, goes on with them in new-only, and again when
 * the old one is gone, which a line of the input tells.
 */
public final class LiveObjectsApp {
  private static final String INSERT = "INSERT INTO t VALUES (?, ?)";

  private final Vendor vendor;
  private final String url;
  private final String user;
  private final String password;

  private LiveObjectsApp(String[] args) {
    this.vendor = Vendor.valueOf(args[0]);
    this.url = args[1];
    this.user = args[2];
    this.password = args[3];
  }

  /** What pgjdbc has beside JDBC. */
  private static final class DriversOwn {
    private final Connection raw;
    private final PGConnection before;
    private final CopyManager managerOfBefore;

    DriversOwn(Connection raw) throws SQLException {
      this.raw = raw;
      this.before = raw.isWrapperFor(PGConnection.class) ? raw.unwrap(PGConnection.class) : null;
      this.managerOfBefore = before == null ? null : before.getCopyAPI();
    }

    boolean followsOrRefuses() throws Exception {
      PGConnection now = raw.unwrap(PGConnection.class);
      StringWriter rows = new StringWriter();
      before.getCopyAPI().copyOut("COPY t TO STDOUT", rows);
      raw.createStatement().execute("LISTEN anyone");
      raw.createStatement().execute("NOTIFY anyone");
      return rows.toString().contains("30")
          && now.getBackendPID() == before.getBackendPID()
          && before.getNotifications(10_000).length == 1
          && now.getLargeObjectAPI() != null
          && isRefused(before::getLargeObjectAPI)
          && isRefused(() -> managerOfBefore.copyOut("COPY t TO STDOUT", rows));
    }

    private static boolean isRefused(Check check) throws Exception {
      try {
        check.value();
        return false;
      } catch (SQLException e) {
        return isRefusal(e);
      }
    }
  }

  private interface Check {
    Object value() throws Exception;
  }

  /** Arguments: vendor, URL, user, password. Prints what each check came to. */
  public static void main(String[] args) throws Exception {
    new LiveObjectsApp(args).run();
  }

  private static void check(String name, Check check) {
    String value;
    try {
      value = String.valueOf(check.value());
    } catch (Exception e) {
      value = e instanceof SQLException refusal && isRefusal(refusal) ? "refused" : e.toString();
    }
    System.out.println(name + ": " + value);
  }

  private static boolean isRefusal(SQLException refusal) {
    return refusal.getMessage().startsWith("Dualwrite: In phase new-only");
  }

  private void run() throws Exception {
    try (HikariDataSource hikari = hikari();
        BasicDataSource dbcp2 = dbcp2();
        Connection raw = DriverManager.getConnection(url, user, password);
        PreparedStatement insert = raw.prepareStatement(INSERT);
        Statement plain = raw.createStatement();
        Statement reader = raw.createStatement()) {
      XAConnection xa = xaSource().getXAConnection();
      Connection distributed = xa.getConnection();
      DatabaseMetaData metaData = raw.getMetaData();
      DriversOwn own = new DriversOwn(raw);
      write(hikari.getConnection(), 1);
      write(dbcp2.getConnection(), 2);
      bind(insert, 3);
      insert.executeUpdate();
      ResultSet rows = reader.executeQuery("SELECT id FROM t ORDER BY id");
      rows.next();
      bind(insert, 4);

      PhaseChange.to("new-only");
      check("insert bound before", insert::executeUpdate);
      check("rows of before", () -> next(rows));
      check("rows of before, the last", () -> next(rows));
      check("hikari", () -> write(hikari.getConnection(), 5));
      check("dbcp2", () -> write(dbcp2.getConnection(), 9));
      check("distributed", () -> writeOn(distributed, 6));
      System.out.println("ready");
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();

      checkConnection(raw);
      checkStatements(raw, insert, plain);
      check("meta data of before", () -> tables(metaData));
      check("its URL", () -> metaData.getURL().equals(url) ? "old" : "new");
      check("driver's own", () -> vendor != Vendor.POSTGRESQL || own.followsOrRefuses());
      check("hikari again", () -> write(hikari.getConnection(), 7));
      check("dbcp2 with its statement", () -> write(dbcp2.getConnection(), 8));
      check("a new pool", this::throughNewPool);
      check("a pooled connection", this::throughPooledConnection);
      check("a new connection", this::throughDriver);
      check("XA", () -> xaSource().getXAConnection());
      check("rows", () -> rowsNow(raw));
    }
    System.out.println("ended");
  }

  private void checkConnection(Connection raw) throws SQLException {
    check("valid", () -> raw.isValid(5));
    check("closed", raw::isClosed);
    check("autocommit", raw::getAutoCommit);
    check("isolation", () -> isolation(raw));
    check("read-only", () -> readOnly(raw));
    check("network timeout", () -> networkTimeout(raw));
    check("warnings", raw::getWarnings);
    check("schema", () -> sameSchema(raw));
    check("clob", () -> vendor == Vendor.POSTGRESQL || raw.createClob() != null);
    check("array", () -> vendor == Vendor.MARIADB || array(raw));
    check("native", () -> raw.nativeSQL("SELECT 1"));
    check("savepoint", () -> savepoint(raw));
    check("unwrap", () -> raw.isWrapperFor(Connection.class) && unwrapped(raw));
  }

  private static int isolation(Connection raw) throws SQLException {
    raw.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    int now = raw.getTransactionIsolation();
    raw.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    return now;
  }

  private static boolean readOnly(Connection raw) throws SQLException {
    raw.setReadOnly(false);
    return raw.isReadOnly();
  }

  private Object networkTimeout(Connection raw) throws SQLException {
    raw.setNetworkTimeout(Runnable::run, 60_000);
    return vendor == Vendor.H2 || raw.getNetworkTimeout() == 60_000;
  }

  private boolean sameSchema(Connection raw) throws SQLException {
    if (vendor == Vendor.MARIADB) {
      raw.setCatalog(raw.getCatalog());
      return true;
    }
    raw.setSchema(raw.getSchema());
    return raw.getSchema().equalsIgnoreCase("public");
  }

  private static boolean array(Connection raw) throws SQLException {
    return raw.createArrayOf("integer", new Object[] {1}).getArray() != null;
  }

  private boolean savepoint(Connection raw) throws SQLException {
    raw.setAutoCommit(false);
    writeOn(raw, 20);
    Savepoint savepoint = raw.setSavepoint();
    writeOn(raw, 21);
    raw.rollback(savepoint);
    raw.commit();
    raw.setAutoCommit(true);
    return raw.getAutoCommit();
  }

  private boolean unwrapped(Connection raw) throws SQLException {
    Connection driver = raw.unwrap(Connection.class);
    return driver.isValid(5);
  }

  private void checkStatements(Connection raw, PreparedStatement insert, Statement plain)
      throws SQLException {
    check(
        "prepared before",
        () -> {
          bind(insert, 30);
          return insert.executeUpdate();
        });
    check("its parameters", () -> insert.getParameterMetaData().getParameterCount());
    check("made before", () -> plain.executeUpdate("DELETE FROM t WHERE id = 20"));
    check("update count", plain::getUpdateCount);
    check("more results", plain::getMoreResults);
    check("keys", () -> generatedKey(raw));
    check("its cancellation", () -> cancelled(plain));
  }

  private static boolean generatedKey(Connection raw) throws SQLException {
    try (PreparedStatement made =
        raw.prepareStatement(
            "INSERT INTO made (text) VALUES ('x')", Statement.RETURN_GENERATED_KEYS)) {
      made.executeUpdate();
      try (ResultSet keys = made.getGeneratedKeys()) {
        return keys.next() && keys.getLong(1) > 0;
      }
    }
  }

  /** Cancels until the statement has ended, since a cancel before it has begun does nothing. */
  private boolean cancelled(Statement plain) throws Exception {
    Thread canceller =
        new Thread(
            () -> {
              try {
                while (true) {
                  plain.cancel();
                  Thread.sleep(20);
                }
              } catch (SQLException | InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            },
            "canceller");
    long start = System.nanoTime();
    canceller.start();
    try {
      plain.execute(
          switch (vendor) {
            case POSTGRESQL -> "SELECT pg_sleep(100)";
            case MARIADB -> "SELECT sleep(100)";
            case H2 -> "SELECT count(*) FROM system_range(1, 10000000000)";
          });
    } catch (SQLException cancelled) {
      // As it should be, with most vendors.
    } finally {
      canceller.interrupt();
      canceller.join();
    }
    return System.nanoTime() - start < 90_000_000_000L;
  }

  private Object throughNewPool() throws SQLException {
    try (HikariDataSource another = hikari()) {
      return write(another.getConnection(), 40);
    }
  }

  private Object throughPooledConnection() throws SQLException {
    PooledConnection pooled = poolSource().getPooledConnection();
    try {
      write(pooled.getConnection(), 41);
      return write(pooled.getConnection(), 42);
    } finally {
      pooled.close();
    }
  }

  private Object throughDriver() throws SQLException {
    return write(DriverManager.getConnection(url, user, password), 43);
  }

  private int write(Connection borrowed, int id) throws SQLException {
    try (borrowed) {
      return writeOn(borrowed, id);
    }
  }

  private int writeOn(Connection connection, int id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      bind(statement, id);
      return statement.executeUpdate();
    }
  }

  private void bind(PreparedStatement statement, int id) throws SQLException {
    statement.setInt(1, id);
    statement.setString(2, "row");
  }

  private static Object next(ResultSet rows) throws SQLException {
    return rows.next() ? rows.getInt(1) : "none";
  }

  private static boolean tables(DatabaseMetaData metaData) throws SQLException {
    try (ResultSet tables =
        metaData.getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
      while (tables.next()) {
        if (tables.getString("TABLE_NAME").equalsIgnoreCase("t")) {
          return true;
        }
      }
      return false;
    }
  }

  private List<String> rowsNow(Connection raw) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Statement statement = raw.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM t ORDER BY id")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  private HikariDataSource hikari() {
    HikariDataSource dataSource = new HikariDataSource();
    dataSource.setJdbcUrl(url);
    dataSource.setUsername(user);
    dataSource.setPassword(password);
    dataSource.setMaximumPoolSize(2);
    return dataSource;
  }

  private BasicDataSource dbcp2() {
    BasicDataSource dataSource = new BasicDataSource();
    dataSource.setUrl(url);
    dataSource.setUsername(user);
    dataSource.setPassword(password);
    dataSource.setPoolPreparedStatements(true);
    dataSource.setTestOnBorrow(true);
    return dataSource;
  }

  private ConnectionPoolDataSource poolSource() throws SQLException {
    if (vendor == Vendor.POSTGRESQL) {
      PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
      source.setUrl(url);
      source.setUser(user);
      source.setPassword(password);
      return source;
    }
    return (ConnectionPoolDataSource) xaSource();
  }

  private XADataSource xaSource() throws SQLException {
    switch (vendor) {
      case POSTGRESQL -> {
        PGXADataSource source = new PGXADataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
      }
      case MARIADB -> {
        MariaDbDataSource source = new MariaDbDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
      }
      case H2 -> {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
      }
    }
    throw new AssertionError(vendor);
  }
}
