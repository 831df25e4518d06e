package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.JdbcMethod.Role;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Type;

/**
 * The methods of connections, statements and what tells of databases that may have to be called on
 * another one: all that {@code java.sql} declares and that aren't hooked as calls already, and of a
 * driver's own those that reach the database.
 */
final class RoutedMethods {
  private static final Set<String> OF_CONNECTION = methodsOf(Connection.class);

  /** Those of plain and prepared statements too. */
  private static final Set<String> OF_STATEMENT = methodsOf(CallableStatement.class);

  private static final Set<String> OF_META_DATA = methodsOf(DatabaseMetaData.class);

  /** pgjdbc's, of {@code org.postgresql.PGConnection}. */
  private static final Set<String> OF_DRIVER =
      Set.of(
          "getNotifications()",
          "getNotifications(int)",
          "getCopyAPI()",
          "getLargeObjectAPI()",
          "getFastpathAPI()",
          "getReplicationAPI()",
          "addDataType(java.lang.String,java.lang.Class)",
          "setPrepareThreshold(int)",
          "setDefaultFetchSize(int)",
          "getBackendPID()",
          "cancelQuery()",
          "getParameterStatuses()",
          "getParameterStatus(java.lang.String)");

  private RoutedMethods() {}

  private static Set<String> methodsOf(Class<?> type) {
    Set<String> methods = new HashSet<>();
    for (Method method : type.getMethods()) {
      methods.add(
          new DeclaredMethod(0, method.getName(), Type.getMethodDescriptor(method)).signature());
    }
    // It is how the connection that the others are to be called on is found.
    methods.remove(type == DatabaseMetaData.class ? "getConnection()" : "");
    return methods;
  }

  /** Whether a method that a class of the given roles declares may have to be called elsewhere. */
  static boolean include(DeclaredMethod declared, Set<Role> roles) {
    if (!declared.hasBody()
        || HookedMethods.of(declared, roles).filter(hooked -> !hooked.isSetter()).isPresent()) {
      return false;
    }
    String signature = declared.signature();
    return (roles.contains(Role.CONNECTION)
            && (OF_CONNECTION.contains(signature) || OF_DRIVER.contains(signature)))
        || (roles.contains(Role.META_DATA) && OF_META_DATA.contains(signature))
        || (roles.contains(Role.STATEMENT) && OF_STATEMENT.contains(signature));
  }
}
