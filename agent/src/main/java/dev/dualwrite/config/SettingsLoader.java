package dev.dualwrite.config;

import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.mapping.MappingProblem;
import dev.dualwrite.mapping.MappingReader;
import dev.dualwrite.phase.Phase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Loads the configuration and finds everything that is wrong with it. */
public final class SettingsLoader {
  private final Map<String, String> systemProperties;
  private final Map<String, String> environment;

  /** A loader that lets these system properties and environment variables override the file. */
  public SettingsLoader(Map<String, String> systemProperties, Map<String, String> environment) {
    this.systemProperties = Map.copyOf(systemProperties);
    this.environment = Map.copyOf(environment);
  }

  /** A loader with the system properties and environment variables of this process. */
  public static SettingsLoader ofThisProcess() {
    Properties properties = System.getProperties();
    Map<String, String> texts = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
    return new SettingsLoader(texts, System.getenv());
  }

  /** A loader that nothing overrides. */
  static SettingsLoader isolated() {
    return new SettingsLoader(Map.of(), Map.of());
  }

  /**
   * The settings of a properties file and its overrides.
   *
   * @throws ConfigurationException naming everything that is wrong with them
   */
  public Settings load(Path file) throws ConfigurationException {
    Map<String, String> texts;
    try {
      texts = PropertiesFile.read(file);
    } catch (PropertiesFile.ProblemException unreadable) {
      OnConfigError onConfigError = onConfigError(sources(Map.of(), file.toString()).values());
      throw new ConfigurationException(
          file.toString(), List.of(unreadable.problem()), onConfigError);
    }
    return load(sources(texts, file.toString()), file.toString());
  }

  /**
   * The settings of these keys and texts and their overrides.
   *
   * @throws ConfigurationException naming everything that is wrong with them
   */
  public Settings load(Map<String, String> texts) throws ConfigurationException {
    return load(sources(texts, "the given keys"), "no file");
  }

  /** What overrides a key of every file; empty when nothing does. */
  Optional<String> overriding(Key<?> key) {
    return Optional.ofNullable(sources(Map.of(), "no file").values().get(key))
        .map(RawValue::origin);
  }

  private Sources sources(Map<String, String> texts, String name) {
    return new Sources(texts, name, systemProperties, environment);
  }

  private Settings load(Sources sources, String name) throws ConfigurationException {
    Map<Key<?>, RawValue> raw = sources.values();
    List<Problem> problems = new ArrayList<>(sources.unknown());
    Map<Key<?>, Object> values = new HashMap<>();
    for (Key<?> key : Keys.ALL) {
      parse(key, Optional.ofNullable(raw.get(key)), problems)
          .ifPresent(value -> values.put(key, value));
    }
    values.putIfAbsent(Keys.INSTANCE, InstanceName.ofThisProcess());
    Mapping mapping = mapping(sources.mapping(), problems);
    problems.addAll(Consistency.problems(values, raw.keySet()));
    MappingProblems.ofPhase(mapping, (Phase) values.get(Keys.PHASE)).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(name, problems, onConfigError(raw));
    }
    return new Settings(values, mapping);
  }

  private Mapping mapping(Map<String, RawValue> raw, List<Problem> problems) {
    Map<String, String> texts = new TreeMap<>();
    raw.forEach(
        (key, value) -> {
          try {
            texts.put(key, new Substitution(environment).resolve(value.text()));
          } catch (Substitution.UnresolvedException unresolved) {
            problems.add(unresolved(key, value, unresolved));
          }
        });
    MappingReader reader = new MappingReader(texts);
    for (MappingProblem problem : reader.problems()) {
      problems.add(MappingProblems.of(problem, Optional.ofNullable(raw.get(problem.key()))));
    }
    return reader.mapping();
  }

  private static Problem unresolved(
      String key, RawValue value, Substitution.UnresolvedException unresolved) {
    return Problem.of(
        key, unresolved.getMessage() + " (Set in " + value.origin() + ".)", unresolved.remedy());
  }

  private <T> Optional<T> parse(Key<T> key, Optional<RawValue> raw, List<Problem> problems) {
    if (raw.isEmpty()) {
      return key.defaultText().flatMap(key.type()::parse);
    }
    RawValue value = raw.get();
    try {
      String text = new Substitution(environment).resolve(value.text());
      Optional<T> parsed = key.type().parse(key.type().secret() ? text : text.trim());
      if (parsed.isEmpty()) {
        problems.add(notAllowed(key, value));
      }
      return parsed;
    } catch (Substitution.UnresolvedException unresolved) {
      problems.add(unresolved(key.name(), value, unresolved));
      return Optional.empty();
    }
  }

  private static Problem notAllowed(Key<?> key, RawValue value) {
    // The text as written: what a reference leads to may be a secret.
    String complaint =
        "'" + value.text().trim() + "' is not allowed (set in " + value.origin() + ").";
    String remedy = "Allowed: " + key.type().allowed() + ".";
    return Problem.of(
        key.name(),
        complaint,
        key.defaultText().map(text -> remedy + " Without it: " + text + ".").orElse(remedy));
  }

  private OnConfigError onConfigError(Map<Key<?>, RawValue> raw) {
    return parse(
            Keys.ON_CONFIG_ERROR,
            Optional.ofNullable(raw.get(Keys.ON_CONFIG_ERROR)),
            new ArrayList<>())
        .orElse(OnConfigError.CONTINUE);
  }
}
