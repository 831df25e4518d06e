package dev.dualwrite.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; the message lists everything that is wrong with it. */
public final class ConfigurationException extends Exception {
  private final transient List<Problem> problems;
  private final OnConfigError onConfigError;

  ConfigurationException(String source, List<Problem> problems, OnConfigError onConfigError) {
    super(describe(source, problems));
    this.problems = List.copyOf(problems);
    this.onConfigError = onConfigError;
  }

  /** Everything that is wrong, at least one problem. */
  public List<Problem> problems() {
    return problems;
  }

  /** What the configuration wants to happen now, as far as that could be read. */
  public OnConfigError onConfigError() {
    return onConfigError;
  }

  private static String describe(String source, List<Problem> problems) {
    return problems.stream()
        .map(problem -> "  - " + problem)
        .collect(
            Collectors.joining("\n", "The configuration (" + source + ") cannot be used:\n", ""));
  }
}
