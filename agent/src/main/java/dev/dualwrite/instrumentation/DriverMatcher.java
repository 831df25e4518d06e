package dev.dualwrite.instrumentation;

import static net.bytebuddy.matcher.ElementMatchers.isSubTypeOf;

import dev.dualwrite.bootstrap.JdbcMethod.Role;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.Statement;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import net.bytebuddy.description.type.TypeDescription;

/**
 * Decides which classes are a driver's, and what each of them is: by the list, or by name pattern
 * and interface.
 */
final class DriverMatcher {
  // Db2's driver is obfuscated: the names of its statements change from version to version (jcc
  // 12.1).
  private static final String DB2 = "com.ibm.db2.jcc.";

  private final Predicate<String> included;

  DriverMatcher(Predicate<String> included) {
    this.included = included;
  }

  /** Cheap, called for every class that the JVM loads: whether its hierarchy is worth a look. */
  boolean mayMatch(String className) {
    return !DriverClasses.rolesOf(className).isEmpty()
        || className.startsWith(DB2)
        || included.test(className);
  }

  Set<Role> rolesOf(TypeDescription type) {
    Set<Role> listed = DriverClasses.rolesOf(type.getName());
    if (!listed.isEmpty() || !mayMatch(type.getName()) || type.isInterface()) {
      return listed;
    }
    if (isSubTypeOf(Connection.class).matches(type)) {
      return EnumSet.of(Role.CONNECTION);
    }
    if (isSubTypeOf(Statement.class).matches(type)) {
      return EnumSet.of(Role.STATEMENT, Role.PREPARED);
    }
    if (isSubTypeOf(DatabaseMetaData.class).matches(type)) {
      return EnumSet.of(Role.META_DATA);
    }
    if (isSubTypeOf(Driver.class).matches(type)) {
      return EnumSet.of(Role.DRIVER);
    }
    return Collections.emptySet();
  }

  /** Whether this class is the one of its hierarchy that carries the state. */
  boolean carriesState(TypeDescription type) {
    Set<Role> roles = rolesOf(type);
    return (roles.contains(Role.CONNECTION) || roles.contains(Role.STATEMENT))
        && (type.getSuperClass() == null || rolesOf(type.getSuperClass().asErasure()).isEmpty());
  }
}
