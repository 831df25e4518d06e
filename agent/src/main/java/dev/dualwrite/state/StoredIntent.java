package dev.dualwrite.state;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An intent as it is stored: the transaction's name, its keys, and tables without known keys. */
final class StoredIntent {
  private final String transaction;
  private final List<Key> keys;
  private final Set<TableName> wholeTables;

  StoredIntent(String transaction, List<Key> keys, Set<TableName> wholeTables) {
    this.transaction = transaction;
    this.keys = keys;
    this.wholeTables = wholeTables;
  }

  String transaction() {
    return transaction;
  }

  List<Key> keys() {
    return keys;
  }

  Set<TableName> wholeTables() {
    return wholeTables;
  }

  void write(DataOutput out) throws IOException {
    Bytes.writeOptional(out, transaction);
    out.writeInt(wholeTables.size());
    for (TableName table : wholeTables) {
      Shape.writeTable(out, table);
    }
    out.writeInt(keys.size());
    Shape last = null;
    for (Key key : keys) {
      Shape shape = Shape.of(key);
      // Written once for the keys of a row that have it in common.
      out.writeBoolean(!shape.equals(last));
      if (!shape.equals(last)) {
        shape.write(out);
        last = shape;
      }
      shape.writeValues(out, key.values());
    }
  }

  static StoredIntent read(DataInput in) throws IOException {
    String transaction = Bytes.readOptional(in);
    Set<TableName> wholeTables = new LinkedHashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      wholeTables.add(Shape.readTable(in));
    }
    List<Key> keys = new ArrayList<>();
    Shape shape = null;
    for (int left = in.readInt(); left > 0; left--) {
      shape = in.readBoolean() ? Shape.read(in) : shape;
      keys.add(shape.readKey(in));
    }
    return new StoredIntent(transaction, keys, wholeTables);
  }
}
