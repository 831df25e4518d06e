package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.bootstrap.JdbcMethod.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which hooked method of {@code java.sql} a driver's method is, by name and parameter types. */
final class HookedMethods {
  private static final Map<String, List<JdbcMethod>> BY_NAME = byName();

  private HookedMethods() {}

  private static Map<String, List<JdbcMethod>> byName() {
    Map<String, List<JdbcMethod>> methods = new HashMap<>();
    for (JdbcMethod method : JdbcMethod.values()) {
      methods.computeIfAbsent(method.methodName(), unseen -> new ArrayList<>()).add(method);
    }
    return methods;
  }

  /** Returns what a method that a class of the given roles declares is; empty if not hooked. */
  static Optional<JdbcMethod> of(DeclaredMethod declared, Set<Role> roles) {
    List<JdbcMethod> namesakes = BY_NAME.get(declared.name());
    if (namesakes == null || !declared.hasBody()) {
      return Optional.empty();
    }
    String parameters = declared.parameterTypes();
    for (JdbcMethod method : namesakes) {
      if (roles.contains(method.role()) && method.parameterTypes().equals(parameters)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }
}
