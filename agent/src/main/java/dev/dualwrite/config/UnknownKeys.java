package dev.dualwrite.config;

import dev.dualwrite.mapping.MappingReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds names that are no keys. Values are not shown: what was mistyped may be a password's name.
 */
final class UnknownKeys {
  private static final String PREFIX = "dualwrite.";
  private static final String ENVIRONMENT_PREFIX = "DUALWRITE_";

  private static final Pattern MAPPING_VARIABLE =
      Pattern.compile("DUALWRITE_MAP_(SCHEMA|TABLE|COLUMN|IGNORE|CONSTANT|CONVERT)_.*");

  private UnknownKeys() {}

  static List<Problem> find(
      Map<String, String> file,
      String fileName,
      Map<String, String> systemProperties,
      Map<String, String> environment) {
    List<Problem> problems = new ArrayList<>();
    for (String name : unknown(file.keySet(), Key::name)) {
      problems.add(problem(name, "in " + fileName, Key::name));
    }
    for (String name : unknown(systemProperties.keySet(), Key::name)) {
      if (name.startsWith(PREFIX)) {
        problems.add(problem(name, "among the system properties", Key::name));
      }
    }
    for (String name : unknown(environment.keySet(), Key::environmentName)) {
      // Others set variables of this prefix too: Kubernetes gives DUALWRITE_SERVICE_HOST to every
      // pod beside a service named dualwrite. So only what is nearly a key counts.
      if (MAPPING_VARIABLE.matcher(name).matches()) {
        problems.add(noVariable(name));
      } else if (name.startsWith(ENVIRONMENT_PREFIX)
          && nearest(name, Key::environmentName).isPresent()) {
        problems.add(problem(name, "among the environment variables", Key::environmentName));
      }
    }
    return problems;
  }

  private static Problem noVariable(String name) {
    return Problem.of(
        name,
        "the name of an environment variable can't tell which table is meant.",
        "Set the system property "
            + MappingReader.PREFIX
            + "… instead, or the key in the file; its value may be ${env:NAME}.");
  }

  private static Set<String> unknown(Set<String> names, Function<Key<?>, String> spelling) {
    Set<String> unknown = new TreeSet<>(names);
    Keys.ALL.forEach(key -> unknown.remove(spelling.apply(key)));
    unknown.removeIf(name -> name.startsWith(MappingReader.PREFIX));
    return unknown;
  }

  private static Problem problem(String name, String place, Function<Key<?>, String> spelling) {
    String remedy =
        nearest(name, spelling)
            .map(known -> "Did you mean " + known + "?")
            .orElse("Remove it. Allowed keys: " + all(spelling) + ".");
    return Problem.of(name, "there is no such key (" + place + ").", remedy);
  }

  private static String all(Function<Key<?>, String> spelling) {
    return Keys.ALL.stream().map(spelling).collect(Collectors.joining(", "));
  }

  private static Optional<String> nearest(String name, Function<Key<?>, String> spelling) {
    return Suggestions.nearest(name, Keys.ALL.stream().map(spelling).collect(Collectors.toList()));
  }
}
