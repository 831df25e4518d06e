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
  private static final Set<Role> XA_DATA_SOURCE =
      Collections.unmodifiableSet(EnumSet.of(Role.XA_DATA_SOURCE));
  private static final Set<Role> ALL_DATA_SOURCES =
      Collections.unmodifiableSet(
          EnumSet.of(Role.DATA_SOURCE, Role.POOL_DATA_SOURCE, Role.XA_DATA_SOURCE));
  private static final Set<Role> POOLED_CONNECTION =
      Collections.unmodifiableSet(EnumSet.of(Role.POOLED_CONNECTION));
  private static final Set<Role> COPY = Collections.unmodifiableSet(EnumSet.of(Role.COPY));
  private static final Set<Role> CONNECTION =
      Collections.unmodifiableSet(EnumSet.of(Role.CONNECTION));
  private static final Set<Role> STATEMENT =
      Collections.unmodifiableSet(EnumSet.of(Role.STATEMENT, Role.PREPARED));
  private static final Set<Role> META_DATA =
      Collections.unmodifiableSet(EnumSet.of(Role.META_DATA));

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
    add(XA_DATA_SOURCE, "org.postgresql.xa.", "PGXADataSource");
    add(COPY, "org.postgresql.copy.", "CopyManager");
    add(META_DATA, "org.postgresql.jdbc.", "PgDatabaseMetaData");
    add(CONNECTION, "org.postgresql.jdbc.", "PgConnection");
    add(
        STATEMENT,
        "org.postgresql.jdbc.",
        "PgStatement",
        "PgPreparedStatement",
        "PgCallableStatement");
  }

  private static void mariaDb() {
    add(ALL_DATA_SOURCES, "org.mariadb.jdbc.", "MariaDbDataSource");
    add(XA_DATA_SOURCE, "org.mariadb.jdbc.", "MariaDbPoolDataSource");
    add(META_DATA, "org.mariadb.jdbc.", "DatabaseMetaData");
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
    add(XA_DATA_SOURCE, "com.mysql.cj.jdbc.", "MysqlXADataSource");
    add(
        META_DATA,
        "com.mysql.cj.jdbc.",
        "DatabaseMetaData",
        "DatabaseMetaDataInformationSchema",
        "DatabaseMetaDataMysqlSchema");
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
    add(ALL_DATA_SOURCES, "org.h2.jdbcx.", "JdbcDataSource");
    // The only one whose handles are connections of their own, and so have a state of their own.
    add(POOLED_CONNECTION, "org.h2.jdbcx.", "JdbcXAConnection");
    add(META_DATA, "org.h2.jdbc.", "JdbcDatabaseMetaData");
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
    add(XA_DATA_SOURCE, "org.hsqldb.jdbc.pool.", "JDBCXADataSource");
    add(DRIVER, "org.hsqldb.jdbc.", "JDBCDriver");
    add(META_DATA, "org.hsqldb.jdbc.", "JDBCDatabaseMetaData");
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
    add(META_DATA, "org.apache.derby.impl.jdbc.", "EmbedDatabaseMetaData");
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
        META_DATA,
        "org.sqlite.",
        "core.CoreDatabaseMetaData",
        "jdbc3.JDBC3DatabaseMetaData",
        "jdbc4.JDBC4DatabaseMetaData");
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
    add(XA_DATA_SOURCE, "com.microsoft.sqlserver.jdbc.", "SQLServerXADataSource");
    add(DRIVER, "com.microsoft.sqlserver.jdbc.", "SQLServerDriver");
    add(META_DATA, "com.microsoft.sqlserver.jdbc.", "SQLServerDatabaseMetaData");
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
    add(XA_DATA_SOURCE, "oracle.jdbc.xa.client.", "OracleXADataSource");
    add(DRIVER, "oracle.jdbc.driver.", "OracleDriver");
    add(META_DATA, "oracle.jdbc.", "OracleDatabaseMetaData", "driver.OracleDatabaseMetaData");
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
