package dev.dualwrite.reconcile;

import dev.dualwrite.rows.Key;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What reconciling some keys came to; keys that it didn't come to have no outcome. */
public final class Outcomes {
  private final Map<Key, Outcome> byKey = new LinkedHashMap<>();
  private SQLException databaseFailure;

  Outcomes() {}

  void put(Key key, Outcome outcome) {
    byKey.put(key, outcome);
  }

  void putAll(Collection<Key> keys, Outcome outcome) {
    keys.forEach(key -> put(key, outcome));
  }

  void putAll(Map<Key, Outcome> outcomes) {
    byKey.putAll(outcomes);
  }

  void databaseFailed(SQLException failure) {
    databaseFailure = failure;
  }

  /** Returns the outcomes by the keys that were asked for. */
  public Map<Key, Outcome> byKey() {
    return byKey;
  }

  /**
   * Returns why a database as a whole can't be used now (gone, read-only, full), which is no key's
   * fault.
   */
  public Optional<SQLException> databaseFailure() {
    return Optional.ofNullable(databaseFailure);
  }
}
