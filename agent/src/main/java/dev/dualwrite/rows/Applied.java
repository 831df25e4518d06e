package dev.dualwrite.rows;

import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What became of rows and keys of which some may have been refused. */
public final class Applied {
  private final Set<Key> deleted;
  private final Map<Key, SQLException> refused;

  Applied(Set<Key> deleted, Map<Key, SQLException> refused) {
    this.deleted = Set.copyOf(deleted);
    this.refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
  }

  /**
   * Returns the keys, as they were given, of which a row was there and was deleted, or may have
   * been.
   */
  public Set<Key> deleted() {
    return deleted;
  }

  /**
   * Returns the rows, by their own keys, and the keys to delete that the database refused, each
   * with the reason; nothing was changed for them.
   */
  public Map<Key, SQLException> refused() {
    return refused;
  }
}
