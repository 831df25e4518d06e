package dev.dualwrite.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How values of one class are written. Numbers are never given to another class: files outlive. */
final class StoredType<T> {

  /** Writes a value's content. */
  interface Writer<T> {
    void write(DataOutput out, T value) throws IOException;
  }

  private final int number;
  private final Class<T> type;
  private final Writer<T> writer;
  private final Bytes.Reader<T> reader;

  StoredType(int number, Class<T> type, Writer<T> writer, Bytes.Reader<T> reader) {
    this.number = number;
    this.type = type;
    this.writer = writer;
    this.reader = reader;
  }

  int number() {
    return number;
  }

  Class<T> type() {
    return type;
  }

  void write(DataOutput out, Object value) throws IOException {
    out.writeByte(number);
    writer.write(out, type.cast(value));
  }

  T read(DataInput in) throws IOException {
    return reader.read(in);
  }
}
