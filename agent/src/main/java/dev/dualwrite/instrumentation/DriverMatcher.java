package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.JdbcMethod.Role;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.Statement;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

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

  /** Cheap, called for every class that the JVM loads: whether its class file is worth a look. */
  boolean mayMatch(String className) {
    return !DriverClasses.rolesOf(className).isEmpty()
        || className.startsWith(DB2)
        || included.test(className);
  }

  Set<Role> rolesOf(ClassHeader type) {
    Set<Role> listed = DriverClasses.rolesOf(type.name());
    if (!listed.isEmpty() || !mayMatch(type.name()) || type.isInterface()) {
      return listed;
    }
    if (type.isSubtypeOf(Connection.class)) {
      return EnumSet.of(Role.CONNECTION);
    }
    if (type.isSubtypeOf(Statement.class)) {
      return EnumSet.of(Role.STATEMENT, Role.PREPARED);
    }
    if (type.isSubtypeOf(DatabaseMetaData.class)) {
      return EnumSet.of(Role.META_DATA);
    }
    if (type.isSubtypeOf(Driver.class)) {
      return EnumSet.of(Role.DRIVER);
    }
    return Collections.emptySet();
  }

  /** Whether this class is the one of its hierarchy that carries the state. */
  boolean carriesState(ClassHeader type) {
    Set<Role> roles = rolesOf(type);
    return (roles.contains(Role.CONNECTION) || roles.contains(Role.STATEMENT))
        && type.superclass().map(this::rolesOf).map(Set::isEmpty).orElse(true);
  }
}
