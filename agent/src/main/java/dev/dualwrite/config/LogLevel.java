package dev.dualwrite.config;

/** The least severe message that the agent writes to its own log. */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG
}
