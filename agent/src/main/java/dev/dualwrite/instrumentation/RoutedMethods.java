package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.JdbcMethod.Role;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;

/**
 * The methods of connections, statements and what tells of databases that may have to be called on
 * another one: all that {@code java.sql} declares and that aren't hooked as calls already, and of a
 * driver's own those that reach the database.
 */
final class RoutedMethods {
  private static final Set<String> OF_CONNECTION = signatures(Connection.class);

  /** Those of plain and prepared statements too. */
  private static final Set<String> OF_STATEMENT = signatures(CallableStatement.class);

  private static final Set<String> OF_META_DATA = signatures(DatabaseMetaData.class);

  /** pgjdbc's, of {@code org.postgresql.PGConnection}. */
  private static final Set<String> OF_DRIVER =
      Set.of(
          "getNotifications",
          "getNotifications int",
          "getCopyAPI",
          "getLargeObjectAPI",
          "getFastpathAPI",
          "getReplicationAPI",
          "addDataType java.lang.String java.lang.Class",
          "setPrepareThreshold int",
          "setDefaultFetchSize int",
          "getBackendPID",
          "cancelQuery",
          "getParameterStatuses",
          "getParameterStatus java.lang.String");

  private static final Map<String, Class<?>> EXITS =
      Map.of(
          "void", RouteAdvice.ExitVoid.class,
          "boolean", RouteAdvice.ExitBoolean.class,
          "byte", RouteAdvice.ExitByte.class,
          "short", RouteAdvice.ExitShort.class,
          "int", RouteAdvice.ExitInt.class,
          "long", RouteAdvice.ExitLong.class,
          "float", RouteAdvice.ExitFloat.class,
          "double", RouteAdvice.ExitDouble.class);

  private final Map<Class<?>, Advice> read = new HashMap<>();

  private static Set<String> signatures(Class<?> type) {
    Set<String> signatures = new HashSet<>();
    for (Method method : type.getMethods()) {
      signatures.add(signature(new MethodDescription.ForLoadedMethod(method)));
    }
    // It is how the connection that the others are to be called on is found.
    signatures.remove(type == DatabaseMetaData.class ? "getConnection" : "");
    return signatures;
  }

  private static String signature(MethodDescription method) {
    StringBuilder signature = new StringBuilder(method.getInternalName());
    method
        .getParameters()
        .asTypeList()
        .asErasures()
        .forEach(type -> signature.append(' ').append(type.getName()));
    return signature.toString();
  }

  /** Returns the advice for a method that a class of the given roles declares; empty for none. */
  Optional<Advice> of(MethodDescription declared, Set<Role> roles) {
    return isRouted(declared, roles)
        ? Optional.of(
            advice(
                EXITS.getOrDefault(
                    declared.getReturnType().asErasure().getName(), RouteAdvice.ExitObject.class)))
        : Optional.empty();
  }

  private static boolean isRouted(MethodDescription declared, Set<Role> roles) {
    if (!HookedMethods.hasBody(declared)
        || HookedMethods.of(declared, roles).filter(hooked -> !hooked.isSetter()).isPresent()) {
      return false;
    }
    String signature = signature(declared);
    return (roles.contains(Role.CONNECTION)
            && (OF_CONNECTION.contains(signature) || OF_DRIVER.contains(signature)))
        || (roles.contains(Role.META_DATA) && OF_META_DATA.contains(signature))
        || (roles.contains(Role.STATEMENT) && OF_STATEMENT.contains(signature));
  }

  private synchronized Advice advice(Class<?> exit) {
    return read.computeIfAbsent(exit, unread -> Advice.to(RouteAdvice.Enter.class, unread));
  }
}
