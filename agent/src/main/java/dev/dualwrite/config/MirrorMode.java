package dev.dualwrite.config;

/** How a write reaches the secondary in time. */
public enum MirrorMode {
  /** Within the application's transaction. */
  INLINE,
  /** After the commit, by key. */
  ASYNC
}
