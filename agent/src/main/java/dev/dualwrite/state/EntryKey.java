package dev.dualwrite.state;

import dev.dualwrite.rows.Key;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes by which an entry is found: the shape, which all keys of a table begin with, and the
 * canonical values, so that equal keys have equal bytes.
 */
final class EntryKey {
  private final byte[] bytes;
  private final int prefixLength;

  private EntryKey(byte[] bytes) {
    this.bytes = bytes;
    this.prefixLength = Short.BYTES + (ByteBuffer.wrap(bytes).getShort() & 0xffff);
  }

  static EntryKey of(byte[] bytes) {
    return new EntryKey(bytes);
  }

  static EntryKey of(byte[] prefix, Shape shape, Key key) {
    byte[] values = Bytes.of(out -> shape.writeValues(out, key.canonicalValues()));
    return new EntryKey(Bytes.concat(prefix, values));
  }

  static EntryKey ofDueKey(byte[] dueKey) {
    int prefix = new EntryKey(dueKey).prefixLength;
    byte[] bytes = Arrays.copyOf(dueKey, dueKey.length - Long.BYTES);
    System.arraycopy(dueKey, prefix + Long.BYTES, bytes, prefix, bytes.length - prefix);
    return new EntryKey(bytes);
  }

  /** Returns the bytes that the keys of a shape begin with, and no others. */
  static byte[] prefixOf(Shape shape) {
    byte[] content = Bytes.of(shape::write);
    if (content.length > 0xffff) {
      throw new IllegalArgumentException("The names of " + shape + " are too long to be stored");
    }
    return ByteBuffer.allocate(Short.BYTES + content.length)
        .putShort((short) content.length)
        .put(content)
        .array();
  }

  static Shape shapeOf(byte[] prefix) {
    return Bytes.read(Arrays.copyOfRange(prefix, Short.BYTES, prefix.length), Shape::read);
  }

  static long dueAt(byte[] dueKey) {
    return ByteBuffer.wrap(dueKey).getLong(new EntryKey(dueKey).prefixLength);
  }

  byte[] bytes() {
    return bytes;
  }

  byte[] prefix() {
    return Arrays.copyOf(bytes, prefixLength);
  }

  /** Returns the bytes that put the entry behind those of its table that are due before. */
  byte[] dueKey(long dueAt) {
    return ByteBuffer.allocate(bytes.length + Long.BYTES)
        .put(bytes, 0, prefixLength)
        .putLong(dueAt)
        .put(bytes, prefixLength, bytes.length - prefixLength)
        .array();
  }
}
