package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.JdbcMethod;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Calls the setter, or the registration of an OUT parameter, that the application called, on a
 * statement of another connection.
 */
final class Setters {
  private static final Map<JdbcMethod, Method> METHODS = new EnumMap<>(JdbcMethod.class);

  static {
    for (Method method : CallableStatement.class.getMethods()) {
      for (JdbcMethod hooked : JdbcMethod.values()) {
        if (hooked.isSetter() && matches(hooked, method)) {
          METHODS.put(hooked, method);
        }
      }
    }
  }

  private Setters() {}

  private static boolean matches(JdbcMethod hooked, Method method) {
    StringBuilder types = new StringBuilder();
    for (Class<?> type : method.getParameterTypes()) {
      types.append(types.length() == 0 ? "" : ",").append(type.getCanonicalName());
    }
    return hooked.methodName().equals(method.getName())
        && hooked.parameterTypes().contentEquals(types);
  }

  /**
   * Calls a setter.
   *
   * @throws SQLException the driver's
   */
  static void call(JdbcMethod setter, PreparedStatement statement, Object[] arguments)
      throws SQLException {
    try {
      METHODS.get(setter).invoke(statement, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof SQLException
          ? (SQLException) e.getCause()
          : new SQLException(
              setter.methodName() + " failed on the twin: " + e.getCause(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("java.sql.PreparedStatement is public", e);
    }
  }
}
