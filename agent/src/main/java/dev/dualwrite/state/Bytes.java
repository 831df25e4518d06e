package dev.dualwrite.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Values as bytes and back; in memory, so nothing here can fail but for bytes of others. */
final class Bytes {

  /** What writes a value. */
  interface Writer {
    void write(DataOutput out) throws IOException;
  }

  /** What reads a value. */
  interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  private Bytes() {}

  static byte[] of(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try {
      writer.write(new DataOutputStream(bytes));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a value.
   *
   * @throws UnreadableStateException when the bytes are not what was written
   */
  static <T> T read(byte[] bytes, Reader<T> reader) {
    try {
      return reader.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException | RuntimeException unreadable) {
      throw new UnreadableStateException("An entry of the durable state can't be read", unreadable);
    }
  }

  static byte[] concat(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && ByteBuffer.wrap(bytes, 0, prefix.length).equals(ByteBuffer.wrap(prefix));
  }

  /** Returns a number that isn't negative in eight bytes whose order is the numbers'. */
  static byte[] sortable(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  /** Writes a text that may be longer than {@code writeUTF} allows, and any char in it. */
  static void writeText(DataOutput out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (new String(utf8, StandardCharsets.UTF_8).equals(text)) {
      out.writeByte(0);
      writeBytes(out, utf8);
    } else {
      // An unpaired surrogate has no UTF-8, and two of them must not become equal.
      out.writeByte(1);
      out.writeInt(text.length());
      out.writeChars(text);
    }
  }

  static String readText(DataInput in) throws IOException {
    if (in.readByte() == 0) {
      return new String(readBytes(in), StandardCharsets.UTF_8);
    }
    int length = in.readInt();
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(in.readChar());
    }
    return text.toString();
  }

  static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  static void writeOptional(DataOutput out, String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      writeText(out, text);
    }
  }

  static String readOptional(DataInput in) throws IOException {
    return in.readBoolean() ? readText(in) : null;
  }
}
