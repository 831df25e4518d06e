package dev.dualwrite.mirror;

import dev.dualwrite.rows.Key;
import java.util.Set;

/** Hears which rows a committed transaction wrote, and that both sides are to hold them alike. */
@FunctionalInterface
public interface CommittedKeys {
  /** Nobody listens. */
  CommittedKeys IGNORED = keys -> {};

  /**
   * Hears of one transaction, on the application's thread: returns at once, and never throws.
   *
   * @param keys not to be kept or changed
   */
  void committed(Set<Key> keys);
}
