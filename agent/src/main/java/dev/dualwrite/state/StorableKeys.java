package dev.dualwrite.state;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys that can be written, and the tables of those that can't. */
final class StorableKeys {
  /** Why a table is marked instead of a key queued. */
  static final String REASON = "keys of rows that may differ aren't known";

  private final List<Key> keys;
  private final Set<TableName> wholeTables;

  private StorableKeys(int size, Collection<TableName> wholeTables) {
    this.keys = new ArrayList<>(size);
    this.wholeTables = new LinkedHashSet<>(wholeTables);
  }

  static StorableKeys of(Collection<Key> keys, Collection<TableName> wholeTables) {
    StorableKeys storable = new StorableKeys(keys.size(), wholeTables);
    for (Key key : keys) {
      storable.add(key);
    }
    return storable;
  }

  List<Key> keys() {
    return keys;
  }

  Set<TableName> wholeTables() {
    return wholeTables;
  }

  private void add(Key key) {
    List<Object> values = null;
    for (int i = 0; i < key.values().size(); i++) {
      Object value = key.values().get(i);
      Optional<Object> storable = value == null ? Optional.empty() : ValueCodec.storable(value);
      if (value != null && storable.isEmpty()) {
        wholeTables.add(key.table());
        return;
      }
      if (value != null && storable.get() != value) {
        values = values == null ? new ArrayList<>(key.values()) : values;
        values.set(i, storable.get());
      }
    }
    keys.add(values == null ? key : Key.of(key.table(), key.columns(), values));
  }
}
