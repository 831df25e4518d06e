package dev.dualwrite.state;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/** Keys of one table as a text that a document can hold, with their values' types. */
public final class KeyDocument {
  private KeyDocument() {}

  /** Returns keys of one table as a text. */
  public static String of(Collection<Key> keys) {
    List<Key> storable = StorableKeys.of(keys, List.of()).keys();
    return Base64.getEncoder().encodeToString(Bytes.of(out -> write(out, storable)));
  }

  /**
   * Returns the keys of a text.
   *
   * @throws IOException when it is none of this class
   */
  public static List<Key> keys(String text) throws IOException {
    try {
      return Bytes.read(Base64.getDecoder().decode(text), KeyDocument::read);
    } catch (IllegalArgumentException | UnreadableStateException unreadable) {
      throw new IOException("a document that should hold keys can't be read", unreadable);
    }
  }

  private static void write(DataOutput out, List<Key> keys) throws IOException {
    out.writeInt(keys.size());
    if (keys.isEmpty()) {
      return;
    }
    TableName table = keys.get(0).table();
    Bytes.writeOptional(out, table.catalog().orElse(null));
    Bytes.writeOptional(out, table.schema().orElse(null));
    Bytes.writeText(out, table.name());
    List<String> columns = keys.get(0).columns();
    out.writeInt(columns.size());
    for (String column : columns) {
      Bytes.writeText(out, column);
    }
    for (Key key : keys) {
      for (Object value : key.values()) {
        ValueCodec.write(out, value);
      }
    }
  }

  private static List<Key> read(DataInput in) throws IOException {
    List<Key> keys = new ArrayList<>();
    int size = in.readInt();
    if (size == 0) {
      return keys;
    }
    TableName table =
        TableName.of(Bytes.readOptional(in), Bytes.readOptional(in), Bytes.readText(in));
    List<String> columns = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      columns.add(Bytes.readText(in));
    }
    for (int i = 0; i < size; i++) {
      List<Object> values = new ArrayList<>(columns.size());
      for (int left = columns.size(); left > 0; left--) {
        values.add(ValueCodec.read(in));
      }
      keys.add(Key.of(table, columns, values));
    }
    return keys;
  }
}
