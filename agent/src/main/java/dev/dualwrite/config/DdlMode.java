package dev.dualwrite.config;

/** What is done with a statement that changes the schema. */
public enum DdlMode {
  /** It is reported as unmirrored. */
  LOG,
  /** It is executed on the secondary as it is. */
  MIRROR,
  /** Nothing, on purpose. */
  IGNORE
}
