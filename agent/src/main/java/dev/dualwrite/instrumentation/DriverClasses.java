package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.JdbcMethod.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The classes of real drivers that are instrumented, by name, and what each of them is.
 *
 * <p>By name, because a look at the hierarchy of every loaded class is what makes agents slow to
 * start; never a pool's or a wrapper's class, because a write that passes through both would be
 * mirrored twice.
 */
final class DriverClasses {
  private static final Set<Role> DRIVER = Collections.unmodifiableSet(EnumSet.of(Role.DRIVER));
  // Only those data sources that don't open their connections by the driver's connect method.
  private static final Set<Role> DATA_SOURCE =
      Collections.unmodifiableSet(EnumSet.of(Role.DATA_SOURCE));
  private static final Set<Role> COPY = Collections.unmodifiableSet(EnumSet.of(Role.COPY));
  private static final Set<Role> CONNECTION =
      Collections.unmodifiableSet(EnumSet.of(Role.CONNECTION));
  private static final Set<Role> STATEMENT =
      Collections.unmodifiableSet(EnumSet.of(Role.STATEMENT, Role.PREPARED));

  private static final Map<String, Set<Role>> ROLES = new HashMap<>();

  static {
    postgresql();
    mariaDb();
    mySql();
    h2();
    hsqldb();
    derby();
    sqlite();
    sqlServer();
    oracle();
  }

  private DriverClasses() {}

  /** The roles of a class, empty when it isn't one of a known driver. */
  static Set<Role> rolesOf(String className) {
    return ROLES.getOrDefault(className, Collections.emptySet());
  }

  private static void postgresql() {
    add(DRIVER, "org.postgresql.", "Driver");
    add(COPY, "org.postgresql.copy.", "CopyManager");
    add(CONNECTION, "org.postgresql.jdbc.", "PgConnection");
    add(
        STATEMENT,
        "org.postgresql.jdbc.",
        "PgStatement",
        "PgPreparedStatement",
        "PgCallableStatement");
  }

  private static void mariaDb() {
    add(DATA_SOURCE, "org.mariadb.jdbc.", "MariaDbDataSource");
    add(DRIVER, "org.mariadb.jdbc.", "Driver", "NonRegisteringDriver");
    add(CONNECTION, "org.mariadb.jdbc.", "Connection");
    add(
        STATEMENT,
        "org.mariadb.jdbc.",
        "Statement",
        "BasePreparedStatement",
        "ClientPreparedStatement",
        "ServerPreparedStatement",
        "BaseCallableStatement",
        "ProcedureStatement",
        "FunctionStatement");
  }

  private static void mySql() {
    add(DRIVER, "com.mysql.cj.jdbc.", "NonRegisteringDriver");
    add(CONNECTION, "com.mysql.cj.jdbc.", "ConnectionImpl");
    add(
        STATEMENT,
        "com.mysql.cj.jdbc.",
        "StatementImpl",
        "ClientPreparedStatement",
        "ServerPreparedStatement",
        "CallableStatement");
  }

  private static void h2() {
    add(DATA_SOURCE, "org.h2.jdbcx.", "JdbcDataSource");
    add(DRIVER, "org.h2.", "Driver");
    add(CONNECTION, "org.h2.jdbc.", "JdbcConnection");
    add(CONNECTION, "org.h2.jdbcx.", "JdbcXAConnection$PooledJdbcConnection");
    add(
        STATEMENT,
        "org.h2.jdbc.",
        "JdbcStatement",
        "JdbcPreparedStatement",
        "JdbcCallableStatement");
  }

  private static void hsqldb() {
    add(DATA_SOURCE, "org.hsqldb.jdbc.", "JDBCDataSource");
    add(DRIVER, "org.hsqldb.jdbc.", "JDBCDriver");
    add(CONNECTION, "org.hsqldb.jdbc.", "JDBCConnection");
    add(
        STATEMENT,
        "org.hsqldb.jdbc.",
        "JDBCStatementBase",
        "JDBCStatement",
        "JDBCPreparedStatement",
        "JDBCCallableStatement");
  }

  private static void derby() {
    add(DATA_SOURCE, "org.apache.derby.jdbc.", "BasicEmbeddedDataSource40", "EmbeddedDataSource");
    add(DATA_SOURCE, "org.apache.derby.jdbc.", "BasicClientDataSource", "ClientDataSource");
    add(DRIVER, "org.apache.derby.iapi.jdbc.", "AutoloadedDriver", "InternalDriver");
    add(CONNECTION, "org.apache.derby.impl.jdbc.", "EmbedConnection");
    add(
        STATEMENT,
        "org.apache.derby.impl.jdbc.",
        "EmbedStatement",
        "EmbedPreparedStatement",
        "EmbedCallableStatement");
    add(DRIVER, "org.apache.derby.client.", "ClientAutoloadedDriver");
    add(CONNECTION, "org.apache.derby.client.am.", "ClientConnection");
    add(
        STATEMENT,
        "org.apache.derby.client.am.",
        "ClientStatement",
        "ClientPreparedStatement",
        "ClientCallableStatement");
  }

  private static void sqlite() {
    add(DATA_SOURCE, "org.sqlite.", "SQLiteDataSource");
    add(DRIVER, "org.sqlite.", "JDBC");
    add(
        CONNECTION,
        "org.sqlite.",
        "SQLiteConnection",
        "jdbc3.JDBC3Connection",
        "jdbc4.JDBC4Connection");
    // JDBC3Statement declares execute* without implementing java.sql.Statement (sqlite-jdbc 3.54).
    add(
        STATEMENT,
        "org.sqlite.",
        "core.CoreStatement",
        "core.CorePreparedStatement",
        "jdbc3.JDBC3Statement",
        "jdbc3.JDBC3PreparedStatement",
        "jdbc4.JDBC4Statement",
        "jdbc4.JDBC4PreparedStatement");
  }

  private static void sqlServer() {
    add(DATA_SOURCE, "com.microsoft.sqlserver.jdbc.", "SQLServerDataSource");
    add(DRIVER, "com.microsoft.sqlserver.jdbc.", "SQLServerDriver");
    add(
        CONNECTION,
        "com.microsoft.sqlserver.jdbc.",
        "SQLServerConnection",
        "SQLServerConnection43");
    add(
        STATEMENT,
        "com.microsoft.sqlserver.jdbc.",
        "SQLServerStatement",
        "SQLServerPreparedStatement",
        "SQLServerCallableStatement");
  }

  private static void oracle() {
    add(DATA_SOURCE, "oracle.jdbc.pool.", "OracleDataSource");
    add(DRIVER, "oracle.jdbc.driver.", "OracleDriver");
    add(
        CONNECTION,
        "oracle.jdbc.",
        "OracleConnectionWrapper",
        "driver.OracleConnection",
        "driver.GeneratedPhysicalConnection",
        "driver.PhysicalConnection",
        "driver.T4CConnection");
    // What the application holds of a physical connection are these wrappers of the driver's own.
    add(
        STATEMENT,
        "oracle.jdbc.driver.",
        "OracleStatementWrapper",
        "OraclePreparedStatementWrapper",
        "OracleCallableStatementWrapper");
  }

  private static void add(Set<Role> roles, String prefix, String... names) {
    for (String name : names) {
      ROLES.put(prefix + name, roles);
    }
  }
}
