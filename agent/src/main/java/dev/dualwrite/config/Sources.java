package dev.dualwrite.config;

import dev.dualwrite.mapping.MappingReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The places a key may be written: a system property comes before an environment variable, and that
 * before the file. A blank text counts as not written.
 */
final class Sources {
  private final Map<String, String> file;
  private final String fileName;
  private final Map<String, String> systemProperties;
  private final Map<String, String> environment;

  Sources(
      Map<String, String> file,
      String fileName,
      Map<String, String> systemProperties,
      Map<String, String> environment) {
    this.file = file;
    this.fileName = fileName;
    this.systemProperties = systemProperties;
    this.environment = environment;
  }

  /** The texts of all keys that are written somewhere. */
  Map<Key<?>, RawValue> values() {
    Map<Key<?>, RawValue> values = new HashMap<>();
    for (Key<?> key : Keys.ALL) {
      find(key).ifPresent(value -> values.put(key, value));
    }
    return values;
  }

  /** The texts of all keys of the mapping, which name tables, so that no variable can name them. */
  Map<String, RawValue> mapping() {
    Map<String, RawValue> values = new TreeMap<>();
    for (Map<String, String> place : List.of(file, systemProperties)) {
      String origin = place == file ? fileName : "the system property";
      place.keySet().stream()
          .filter(name -> name.startsWith(MappingReader.PREFIX))
          .filter(name -> place == file || !place.get(name).isBlank())
          .forEach(name -> values.put(name, new RawValue(place.get(name), origin)));
    }
    return values;
  }

  /** A problem for each name that looks like a key of ours and is none. */
  List<Problem> unknown() {
    return UnknownKeys.find(file, fileName, systemProperties, environment);
  }

  private Optional<RawValue> find(Key<?> key) {
    return written(systemProperties, key.name(), "the system property")
        .or(
            () ->
                written(
                    environment,
                    key.environmentName(),
                    "the environment variable " + key.environmentName()))
        .or(() -> written(file, key.name(), fileName));
  }

  private static Optional<RawValue> written(Map<String, String> texts, String name, String origin) {
    return Optional.ofNullable(texts.get(name))
        .filter(text -> !text.isBlank())
        .map(text -> new RawValue(text, origin));
  }
}
