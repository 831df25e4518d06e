package dev.dualwrite.instrumentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.bootstrap.HostState;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JVM's verifier takes real drivers' classes with the hooks, and reflection sees the same. */
class RealDriversTest {
  private static final String PREFIX = "dualwrite$";

  /** Loads the drivers' classes itself, through the transformation. */
  private static final class Instrumenting extends ClassLoader {
    private final HookTransformer transformer =
        new HookTransformer(new DriverMatcher(name -> false));

    Instrumenting() {
      super(RealDriversTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        return name.startsWith("java") || name.startsWith("dev.dualwrite.")
            ? super.loadClass(name, resolve)
            : define(name);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          return super.loadClass(name, false);
        }
        byte[] own = in.readAllBytes();
        byte[] hooked = transformer.transform(null, this, name.replace('.', '/'), null, null, own);
        byte[] chosen = hooked == null ? own : hooked;
        return defineClass(name, chosen, 0, chosen.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.postgresql.Driver",
        "org.postgresql.copy.CopyManager",
        "org.postgresql.jdbc.PgConnection",
        "org.postgresql.jdbc.PgStatement",
        "org.postgresql.jdbc.PgCallableStatement",
        "org.postgresql.jdbc.PgDatabaseMetaData",
        "org.mariadb.jdbc.Driver",
        "org.mariadb.jdbc.MariaDbDataSource",
        "org.mariadb.jdbc.Connection",
        "org.mariadb.jdbc.DatabaseMetaData",
        "org.mariadb.jdbc.ServerPreparedStatement",
        "org.mariadb.jdbc.ProcedureStatement",
        "com.mysql.cj.jdbc.NonRegisteringDriver",
        "com.mysql.cj.jdbc.ConnectionImpl",
        "com.mysql.cj.jdbc.ServerPreparedStatement",
        "com.mysql.cj.jdbc.CallableStatement",
        "com.mysql.cj.jdbc.DatabaseMetaDataInformationSchema",
        "org.h2.jdbc.JdbcConnection",
        "org.h2.jdbc.JdbcCallableStatement",
        "org.h2.jdbcx.JdbcDataSource",
        "org.h2.jdbcx.JdbcXAConnection",
        "org.hsqldb.jdbc.JDBCConnection",
        "org.hsqldb.jdbc.JDBCCallableStatement",
        "org.hsqldb.jdbc.JDBCDatabaseMetaData",
        "org.sqlite.jdbc4.JDBC4Connection",
        "org.sqlite.jdbc4.JDBC4PreparedStatement",
        "org.apache.derby.impl.jdbc.EmbedConnection",
        "org.apache.derby.impl.jdbc.EmbedCallableStatement",
        "com.microsoft.sqlserver.jdbc.SQLServerConnection",
        "com.microsoft.sqlserver.jdbc.SQLServerCallableStatement",
        "oracle.jdbc.driver.T4CConnection",
        "oracle.jdbc.driver.OracleCallableStatementWrapper"
      })
  void aClassWithTheHooksCanBeLinkedAndLooksAsBefore(String className) throws Exception {
    Class<?> own = Class.forName(className, false, RealDriversTest.class.getClassLoader());
    // Linked, and so verified, as it is initialized.
    Class<?> hooked = Class.forName(className, true, new Instrumenting());

    for (; own != Object.class; own = own.getSuperclass(), hooked = hooked.getSuperclass()) {
      assertEquals(own.getName(), hooked.getName());
      assertEquals(described(own), described(hooked));
    }
  }

  private static Set<String> described(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> !method.getName().startsWith(PREFIX))
        .map(
            method ->
                method.toGenericString()
                    + annotations(method)
                    + method.isVarArgs()
                    + method.isSynthetic())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> annotations(Method method) {
    return Arrays.stream(method.getAnnotations()).map(Object::toString).sorted().toList();
  }

  @Test
  void whatIsAddedIsHidden() throws Exception {
    Class<?> hooked =
        Class.forName("org.h2.jdbc.JdbcPreparedStatement", false, new Instrumenting());
    List<Method> added =
        Arrays.stream(hooked.getDeclaredMethods())
            .filter(method -> method.getName().startsWith(PREFIX))
            .toList();
    assertTrue(added.size() > 50, () -> "only " + added);
    for (Method method : added) {
      assertTrue(method.isSynthetic() && Modifier.isPrivate(method.getModifiers()));
    }
  }

  @Test
  void theStateIsPartOfTheTypesOfTheClassThatCarriesIt() throws Exception {
    Class<?> hooked = Class.forName("org.h2.jdbc.JdbcStatement", false, new Instrumenting());
    List<Class<?>> interfaces = List.of(hooked.getInterfaces());
    assertEquals(HostState.class, interfaces.get(interfaces.size() - 1));
    assertArrayEquals(hooked.getInterfaces(), hooked.getGenericInterfaces());
    assertEquals(
        Optional.empty(),
        Arrays.stream(
                Class.forName("org.h2.jdbc.JdbcPreparedStatement", false, hooked.getClassLoader())
                    .getInterfaces())
            .filter(each -> each == HostState.class)
            .findAny());
  }
}
