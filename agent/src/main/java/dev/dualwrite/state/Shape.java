package dev.dualwrite.state;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A table and the columns of its key: what many keys have in common. */
final class Shape {
  private final TableName table;
  private final List<String> columns;

  private Shape(TableName table, List<String> columns) {
    this.table = table;
    this.columns = columns;
  }

  static Shape of(Key key) {
    return new Shape(key.table(), key.columns());
  }

  static Shape read(DataInput in) throws IOException {
    TableName table = readTable(in);
    List<String> columns = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      columns.add(Bytes.readText(in));
    }
    return new Shape(table, columns);
  }

  static TableName readTable(DataInput in) throws IOException {
    String catalog = Bytes.readOptional(in);
    String schema = Bytes.readOptional(in);
    return TableName.of(catalog, schema, Bytes.readText(in));
  }

  static void writeTable(DataOutput out, TableName table) throws IOException {
    Bytes.writeOptional(out, table.catalog().orElse(null));
    Bytes.writeOptional(out, table.schema().orElse(null));
    Bytes.writeText(out, table.name());
  }

  TableName table() {
    return table;
  }

  void write(DataOutput out) throws IOException {
    writeTable(out, table);
    out.writeShort(columns.size());
    for (String column : columns) {
      Bytes.writeText(out, column);
    }
  }

  void writeValues(DataOutput out, List<Object> values) throws IOException {
    for (Object value : values) {
      ValueCodec.write(out, value);
    }
  }

  Key readKey(DataInput in) throws IOException {
    List<Object> values = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      values.add(ValueCodec.read(in));
    }
    return Key.of(table, columns, values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape
        && table.equals(((Shape) other).table)
        && columns.equals(((Shape) other).columns);
  }

  @Override
  public int hashCode() {
    return 31 * table.hashCode() + columns.hashCode();
  }

  @Override
  public String toString() {
    return table + " " + columns;
  }
}
