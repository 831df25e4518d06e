package dev.dualwrite.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.bootstrap.JdbcMethod.Role;
import dev.dualwrite.bootstrap.JdbcMethod.Shape;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XADataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JdbcMethodTest {

  static Stream<JdbcMethod> methodsOfJdbc() {
    return Stream.of(JdbcMethod.values()).filter(each -> each.role() != Role.COPY);
  }

  @ParameterizedTest
  @MethodSource("methodsOfJdbc")
  void everyHookedMethodIsOneOfTheJdksAndHookedAsItReturns(JdbcMethod hooked) throws Exception {
    Method method =
        Stream.of(declaring(hooked.role()).getMethods())
            .filter(each -> each.getName().equals(hooked.methodName()))
            .filter(each -> types(each).equals(hooked.parameterTypes()))
            .findFirst()
            .orElseThrow();
    Class<?> type = method.getReturnType();
    Shape expected =
        type == boolean.class
            ? Shape.BOOLEAN
            : type == int.class ? Shape.INT : type == long.class ? Shape.LONG : Shape.OBJECT;
    if (type != void.class) {
      assertEquals(expected, hooked.shape());
    } else if (hooked.methodName().matches("set.*|registerOutParameter")
        && hooked.role() == Role.PREPARED) {
      assertTrue(hooked.isSetter());
    } else {
      assertEquals(Shape.VOID, hooked.shape());
    }
  }

  @Test
  void everySetterOfAParameterIsHooked() {
    Set<String> missing = new TreeSet<>();
    for (Method method : PreparedStatement.class.getMethods()) {
      boolean setter =
          method.getDeclaringClass() == PreparedStatement.class
              && method.getName().startsWith("set");
      if (setter && !isHooked(method)) {
        missing.add(method.toString());
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyExecutionAndPreparationIsHooked() {
    Set<String> missing = new TreeSet<>();
    for (Class<?> type : Set.of(Connection.class, Statement.class, PreparedStatement.class)) {
      for (Method method : type.getMethods()) {
        boolean executes =
            method.getName().startsWith("execute") || method.getName().startsWith("prepare");
        if (executes && !isHooked(method)) {
          missing.add(method.toString());
        }
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void aSetterThatMayTakeAStreamIsTeed() {
    Set<String> wrong = new TreeSet<>();
    for (JdbcMethod hooked : JdbcMethod.values()) {
      boolean stream =
          Stream.of(InputStream.class, Reader.class, Object.class)
              .anyMatch(type -> hooked.parameterTypes().contains("int," + type.getName()));
      if (hooked.isSetter() && stream != (hooked.shape() == Shape.BIND_STREAM)) {
        wrong.add(hooked.name());
      }
    }
    assertEquals(Set.of(), wrong);
  }

  private static boolean isHooked(Method method) {
    return Stream.of(JdbcMethod.values())
        .anyMatch(
            each ->
                each.methodName().equals(method.getName())
                    && each.parameterTypes().equals(types(method)));
  }

  private static Class<?> declaring(Role role) {
    return switch (role) {
      case DRIVER -> Driver.class;
      case DATA_SOURCE -> DataSource.class;
      case POOL_DATA_SOURCE -> ConnectionPoolDataSource.class;
      case XA_DATA_SOURCE -> XADataSource.class;
      case POOLED_CONNECTION -> PooledConnection.class;
      case CONNECTION -> Connection.class;
      case STATEMENT -> Statement.class;
      case PREPARED -> CallableStatement.class;
      case META_DATA -> DatabaseMetaData.class;
      case COPY -> throw new IllegalArgumentException("not an interface of the JDK");
    };
  }

  private static String types(Method method) {
    return Stream.of(method.getParameterTypes())
        .map(Class::getCanonicalName)
        .collect(Collectors.joining(","));
  }
}
