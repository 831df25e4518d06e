package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.bootstrap.JdbcMethod.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;

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
  static Optional<JdbcMethod> of(MethodDescription declared, Set<Role> roles) {
    List<JdbcMethod> namesakes = BY_NAME.get(declared.getInternalName());
    if (namesakes == null || !hasBody(declared)) {
      return Optional.empty();
    }
    String parameters = parameterTypes(declared);
    return namesakes.stream()
        .filter(method -> roles.contains(method.role()))
        .filter(method -> method.parameterTypes().equals(parameters))
        .findFirst();
  }

  /** Whether an object's calls run code of this very method. */
  static boolean hasBody(MethodDescription declared) {
    return !declared.isAbstract()
        && !declared.isBridge()
        && !declared.isNative()
        && !declared.isStatic();
  }

  private static String parameterTypes(MethodDescription declared) {
    return declared.getParameters().asTypeList().asErasures().stream()
        .map(TypeDescription::getCanonicalName)
        .collect(Collectors.joining(","));
  }
}
