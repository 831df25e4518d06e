package dev.dualwrite.instrumentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.bootstrap.JdbcMethod.Role;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.DatabaseMetaData;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The list of drivers' classes is complete: whatever a driver's object inherits of the hooked
 * methods is declared in a listed class.
 */
class DriverClassesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.postgresql.jdbc.PgConnection",
        "org.mariadb.jdbc.Connection",
        "com.mysql.cj.jdbc.ConnectionImpl",
        "org.h2.jdbc.JdbcConnection",
        "org.hsqldb.jdbc.JDBCConnection",
        "org.sqlite.jdbc4.JDBC4Connection",
        "org.apache.derby.impl.jdbc.EmbedConnection",
        "com.microsoft.sqlserver.jdbc.SQLServerConnection",
        "oracle.jdbc.driver.T4CConnection"
      })
  void everyHookedMethodOfAConnectionIsDeclaredInAListedClass(String className) throws Exception {
    assertEquals(Set.of(), notInListedClasses(className, Set.of(Role.CONNECTION)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.postgresql.jdbc.PgCallableStatement",
        "org.mariadb.jdbc.ClientPreparedStatement",
        "org.mariadb.jdbc.ServerPreparedStatement",
        "org.mariadb.jdbc.ProcedureStatement",
        "org.mariadb.jdbc.FunctionStatement",
        "com.mysql.cj.jdbc.ClientPreparedStatement",
        "com.mysql.cj.jdbc.ServerPreparedStatement",
        "com.mysql.cj.jdbc.CallableStatement",
        "org.h2.jdbc.JdbcCallableStatement",
        "org.hsqldb.jdbc.JDBCPreparedStatement",
        "org.hsqldb.jdbc.JDBCCallableStatement",
        "org.sqlite.jdbc4.JDBC4PreparedStatement",
        "org.apache.derby.impl.jdbc.EmbedCallableStatement",
        "com.microsoft.sqlserver.jdbc.SQLServerCallableStatement",
        "oracle.jdbc.driver.OracleCallableStatementWrapper"
      })
  void everyHookedMethodOfAStatementIsDeclaredInAListedClass(String className) throws Exception {
    assertEquals(Set.of(), notInListedClasses(className, Set.of(Role.STATEMENT, Role.PREPARED)));
  }

  /** These methods are all that tells of a database. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.postgresql.jdbc.PgDatabaseMetaData",
        "org.mariadb.jdbc.DatabaseMetaData",
        "com.mysql.cj.jdbc.DatabaseMetaDataInformationSchema",
        "com.mysql.cj.jdbc.DatabaseMetaDataMysqlSchema",
        "org.h2.jdbc.JdbcDatabaseMetaData",
        "org.hsqldb.jdbc.JDBCDatabaseMetaData",
        "org.sqlite.jdbc4.JDBC4DatabaseMetaData",
        "org.apache.derby.impl.jdbc.EmbedDatabaseMetaData",
        "com.microsoft.sqlserver.jdbc.SQLServerDatabaseMetaData",
        "oracle.jdbc.driver.OracleDatabaseMetaData"
      })
  void everyMethodThatTellsOfADatabaseIsDeclaredInAListedClass(String className) throws Exception {
    Class<?> driverClass =
        Class.forName(className, false, DriverClassesTest.class.getClassLoader());
    Set<String> missing = new TreeSet<>();
    for (Method told : DatabaseMetaData.class.getMethods()) {
      Method method = driverClass.getMethod(told.getName(), told.getParameterTypes());
      if (!method.getDeclaringClass().isInterface()
          && DriverClasses.rolesOf(method.getDeclaringClass().getName()).isEmpty()) {
        missing.add(method.toString());
      }
    }
    assertEquals(Set.of(), missing);
  }

  private static Set<String> notInListedClasses(String className, Set<Role> roles)
      throws Exception {
    Class<?> driverClass =
        Class.forName(className, false, DriverClassesTest.class.getClassLoader());
    Set<String> missing = new TreeSet<>();
    for (Method method : driverClass.getMethods()) {
      Class<?> declaring = method.getDeclaringClass();
      if (isHooked(method, roles)
          && !declaring.isInterface()
          && !Modifier.isAbstract(method.getModifiers())
          && DriverClasses.rolesOf(declaring.getName()).isEmpty()) {
        missing.add(method.toString());
      }
    }
    return missing;
  }

  private static boolean isHooked(Method method, Set<Role> roles) {
    String types =
        Stream.of(method.getParameterTypes())
            .map(Class::getCanonicalName)
            .collect(Collectors.joining(","));
    return !method.isBridge()
        && Stream.of(JdbcMethod.values())
            .anyMatch(
                hooked ->
                    roles.contains(hooked.role())
                        && hooked.methodName().equals(method.getName())
                        && hooked.parameterTypes().equals(types));
  }
}
