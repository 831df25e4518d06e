package dev.dualwrite.config;

/** What happens to the application when the configuration is wrong. */
public enum OnConfigError {
  /** It starts, without the agent's work. */
  CONTINUE,
  /** It does not start. */
  FAIL
}
