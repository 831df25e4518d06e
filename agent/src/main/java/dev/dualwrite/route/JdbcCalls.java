package dev.dualwrite.route;

import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.bootstrap.JdbcMethod;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Calls methods of {@code java.sql} as if the application did, so that the hooks see them. */
final class JdbcCalls {
  private static final Map<String, Method> OF_CONNECTION = methodsOf(Connection.class);

  /** Those of plain and prepared statements too. */
  private static final Map<String, Method> OF_STATEMENT = methodsOf(CallableStatement.class);

  private static final Map<JdbcMethod, Method> HOOKED = hooked();

  private JdbcCalls() {}

  private static Map<String, Method> methodsOf(Class<?> type) {
    Map<String, Method> methods = new HashMap<>();
    for (Method method : type.getMethods()) {
      methods.put(method.getName() + parameters(method, false), method);
    }
    return Collections.unmodifiableMap(methods);
  }

  private static Map<JdbcMethod, Method> hooked() {
    Map<String, JdbcMethod> bySignature = new HashMap<>();
    for (JdbcMethod method : JdbcMethod.values()) {
      if (method.role() != JdbcMethod.Role.DATA_SOURCE && method.role() != JdbcMethod.Role.COPY) {
        bySignature.put(
            (method.role() == JdbcMethod.Role.CONNECTION)
                + method.methodName()
                + "("
                + method.parameterTypes()
                + ")",
            method);
      }
    }
    Map<JdbcMethod, Method> methods = new EnumMap<>(JdbcMethod.class);
    put(methods, bySignature, true, OF_CONNECTION);
    put(methods, bySignature, false, OF_STATEMENT);
    return methods;
  }

  private static void put(
      Map<JdbcMethod, Method> methods,
      Map<String, JdbcMethod> bySignature,
      boolean ofConnection,
      Map<String, Method> all) {
    for (Method method : all.values()) {
      JdbcMethod hooked =
          bySignature.get(ofConnection + method.getName() + parameters(method, true));
      if (hooked != null) {
        methods.put(hooked, method);
      }
    }
  }

  private static String parameters(Method method, boolean canonical) {
    StringBuilder types = new StringBuilder("(");
    for (Class<?> type : method.getParameterTypes()) {
      types
          .append(types.length() == 1 ? "" : ",")
          .append(canonical ? type.getCanonicalName() : type.getName());
    }
    return types.append(')').toString();
  }

  /** The method of a connection or a statement with this name and these parameter types. */
  static Method method(Object target, String signature) {
    Method method = (target instanceof Connection ? OF_CONNECTION : OF_STATEMENT).get(signature);
    if (method == null) {
      throw new IllegalArgumentException("java.sql has no " + signature);
    }
    return method;
  }

  /** The hooked method. */
  static Method method(JdbcMethod hooked) {
    return HOOKED.get(hooked);
  }

  /**
   * Calls a method as if the application did.
   *
   * @throws Throwable what the driver throws, unchanged
   */
  static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    int before = JdbcHooks.enterApplication();
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      JdbcHooks.leaveApplication(before);
    }
  }

  /**
   * Calls a method as if the application did, though it didn't.
   *
   * @throws SQLException the driver's
   */
  static Object callForUs(Object target, Method method, Object[] arguments) throws SQLException {
    try {
      return call(target, method, arguments);
    } catch (SQLException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new SQLException(method.getName() + " failed", e);
    }
  }

  /** Calls a method as if the application did, whose outcome is what the application sees. */
  static Outcome delegate(Object target, Method method, Object[] arguments) {
    try {
      return Outcome.of(call(target, method, arguments));
    } catch (Throwable thrown) {
      return Outcome.thrown(thrown);
    }
  }
}
