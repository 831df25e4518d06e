package dev.dualwrite.config;

/** Which values of the application's data may stand in the divergence log. */
public enum LoggedValues {
  /** Primary-key values alone. */
  KEYS,
  /** Keys, bind values and column values. */
  ALL,
  /** No value at all. */
  NONE
}
