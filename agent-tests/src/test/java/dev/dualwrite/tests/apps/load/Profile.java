package dev.dualwrite.tests.apps.load;

/** What the threads of a {@link LoadApp} do. */
public enum Profile {
  /** All tables, the hot rows among them. */
  MIXED,
  /** Nothing but the hot rows, deletes and inserts of the same keys included. */
  FIGHT
}
