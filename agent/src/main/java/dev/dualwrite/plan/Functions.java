package dev.dualwrite.plan;

import dev.dualwrite.config.Globs;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.RoutineEffect;
import dev.dualwrite.schema.Schema;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Judges functions by their names: what configuration says, then the vendor, then the database. */
final class Functions {
  private final Dialect dialect;
  private final Schema schema;
  private final Globs writing;
  private final Globs pure;
  private final Globs varying;

  Functions(Dialect dialect, Schema schema, PlannerOptions options) {
    this.dialect = dialect;
    this.schema = schema;
    this.writing = options.functionsWriting();
    this.pure = options.functionsPure();
    this.varying = options.functionsVolatile();
  }

  /** Returns the built-in functions that a plain read may call, without asking anybody. */
  WordSet harmlessToRead() {
    Set<String> names = new HashSet<>(dialect.pureFunctions());
    names.addAll(dialect.nonDeterministicFunctions());
    // Those that set something (set_config) are looked at more closely.
    names.removeIf(name -> name.startsWith("set") || writes(name));
    return WordSet.of(names);
  }

  private boolean writes(String name) {
    return dialect.writingFunctions().contains(name) || writing.matches(name);
  }

  /** Tells whether a name without brackets may stand for a call, as CURRENT_DATE does. */
  boolean variesWithoutBrackets(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    return WITHOUT_BRACKETS.contains(name) && dialect.nonDeterministicFunctions().contains(name);
  }

  private static final WordSet WITHOUT_BRACKETS =
      WordSet.of(
          "current_date",
          "current_time",
          "current_timestamp",
          "localtime",
          "localtimestamp",
          "sysdate",
          "systimestamp",
          "utc_date",
          "utc_time",
          "utc_timestamp",
          "today",
          "current_user",
          "session_user",
          "system_user",
          "user",
          "current_role",
          "current_catalog",
          "current_schema",
          "rownum");

  /**
   * Returns the hazard of calling a function in a write; empty where it depends on its arguments
   * alone.
   *
   * @param qualifier the schema before the name; empty where there is none
   */
  Optional<Hazard> hazard(String qualifier, String function, Namespace namespace) {
    String name = function.toLowerCase(Locale.ROOT);
    if (writes(name) || writing.matches(qualifier + "." + name)) {
      return Optional.of(Hazard.WRITING_FUNCTION);
    }
    if (pure.matches(name)) {
      return Optional.empty();
    }
    if (varying.matches(name)) {
      return Optional.of(Hazard.VOLATILE_FUNCTION);
    }
    if (qualifier.isEmpty() && isBuiltIn(name)) {
      return builtIn(name);
    }
    return userDefined(qualifier, function, namespace);
  }

  /** Returns the hazard of a keyword before a bracket: there is one if somebody made a function. */
  Optional<Hazard> hazardOfName(String keyword, Namespace namespace) {
    boolean made =
        schema.routine(dialect.fold(keyword), namespace) != RoutineEffect.NOT_USER_DEFINED;
    return made || writing.matches(keyword) || varying.matches(keyword)
        ? hazard("", keyword, namespace)
        : Optional.empty();
  }

  private boolean isBuiltIn(String name) {
    return dialect.pureFunctions().contains(name)
        || dialect.nonDeterministicFunctions().contains(name);
  }

  private Optional<Hazard> builtIn(String name) {
    return dialect.nonDeterministicFunctions().contains(name)
        ? Optional.of(kindOf(name))
        : Optional.empty();
  }

  private Optional<Hazard> userDefined(String qualifier, String function, Namespace namespace) {
    String name = dialect.fold(function);
    Namespace home = qualifier.isEmpty() ? namespace : home(dialect.fold(qualifier), namespace);
    RoutineEffect effect = schema.routine(name, home);
    switch (effect) {
      case PURE:
        return Optional.empty();
      case MAY_WRITE:
        return Optional.of(Hazard.WRITING_FUNCTION);
      case VOLATILE:
        return Optional.of(Hazard.VOLATILE_FUNCTION);
      case NOT_USER_DEFINED:
        return isBuiltIn(name.toLowerCase(Locale.ROOT))
            ? builtIn(name.toLowerCase(Locale.ROOT))
            : Optional.of(Hazard.VOLATILE_FUNCTION);
    }
    throw new AssertionError(effect);
  }

  private Namespace home(String qualifier, Namespace namespace) {
    return dialect.qualifiesByCatalog()
        ? Namespace.of(qualifier, null)
        : Namespace.of(namespace.catalog().orElse(null), qualifier);
  }

  /** Tells what varies, for people to read: all of them lead to the same strategy. */
  static Hazard kindOf(String function) {
    String name = function.toLowerCase(Locale.ROOT);
    if (hasAny(name, "uuid", "guid", "newid", "newsequentialid")) {
      return Hazard.GENERATED_UUID;
    }
    if (hasAny(name, "rand", "salt", "shuffle", "sample")) {
      return Hazard.RANDOM;
    }
    if (hasAny(name, "nextval", "currval", "lastval", "setval", "identity")) {
      return Hazard.SEQUENCE;
    }
    if (hasAny(name, "time", "date", "now", "today", "clock", "age", "julian", "unixepoch")) {
      return Hazard.CURRENT_TIME;
    }
    return Hazard.SESSION_FUNCTION;
  }

  private static boolean hasAny(String name, String... parts) {
    for (String part : parts) {
      if (name.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
