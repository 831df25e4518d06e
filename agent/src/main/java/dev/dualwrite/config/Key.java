package dev.dualwrite.config;

import java.util.Locale;
import java.util.Optional;

/** The declaration of one configuration key: its name, meaning, default and allowed values. */
final class Key<T> {
  private final String name;
  private final ValueType<T> type;
  private final Optional<String> defaultText;
  private final String doc;

  Key(String name, ValueType<T> type, Optional<String> defaultText, String doc) {
    this.name = name;
    this.type = type;
    this.defaultText = defaultText;
    this.doc = doc;
  }

  /** The name in the properties file, which is also the system property's. */
  String name() {
    return name;
  }

  /** The name of the environment variable that overrides it. */
  String environmentName() {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** What its text may be. */
  ValueType<T> type() {
    return type;
  }

  /** The text that stands in when none is given. */
  Optional<String> defaultText() {
    return defaultText;
  }

  /** What it is for, in one line. */
  String doc() {
    return doc;
  }

  @Override
  public String toString() {
    return name;
  }
}
