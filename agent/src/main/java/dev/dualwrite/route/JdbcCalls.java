package dev.dualwrite.route;

import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.bootstrap.JdbcMethod;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls methods of {@code java.sql} as if the application did, so that the hooks see them. */
final class JdbcCalls {
  private static final Set<JdbcMethod.Role> OF_OBJECTS =
      EnumSet.of(JdbcMethod.Role.CONNECTION, JdbcMethod.Role.STATEMENT, JdbcMethod.Role.PREPARED);

  private static final Map<String, Method> OF_CONNECTION = methodsOf(Connection.class);

  /** Those of plain and prepared statements too. */
  private static final Map<String, Method> OF_STATEMENT = methodsOf(CallableStatement.class);

  private static final Map<String, Method> OF_META_DATA = methodsOf(DatabaseMetaData.class);

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
      if (OF_OBJECTS.contains(method.role())) {
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

  /**
   * The method of {@code java.sql} with this name and these parameter types; empty when it is the
   * driver's own.
   */
  static Optional<Method> method(Object target, String signature) {
    return Optional.ofNullable(methodsOf(target).get(signature));
  }

  private static Map<String, Method> methodsOf(Object target) {
    if (target instanceof Connection) {
      return OF_CONNECTION;
    }
    return target instanceof DatabaseMetaData ? OF_META_DATA : OF_STATEMENT;
  }

  /** A public method of a driver's own with this name and these parameter types. */
  static Method ofDriver(Object target, String signature) {
    Method method = methodsOf(target.getClass()).get(signature);
    if (method == null) {
      throw new IllegalArgumentException(target.getClass().getName() + " has no " + signature);
    }
    return method;
  }

  /** The name in a signature. */
  static String name(String signature) {
    return signature.substring(0, signature.indexOf('('));
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
