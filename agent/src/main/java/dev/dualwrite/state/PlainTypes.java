package dev.dualwrite.state;

import dev.dualwrite.dialect.BitString;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/** Numbers, texts and bytes. */
final class PlainTypes {

  static final List<StoredType<?>> ALL =
      List.of(
          new StoredType<>(1, Boolean.class, DataOutput::writeBoolean, DataInput::readBoolean),
          new StoredType<>(
              2, Byte.class, (out, value) -> out.writeByte(value), DataInput::readByte),
          new StoredType<>(
              3, Short.class, (out, value) -> out.writeShort(value), DataInput::readShort),
          new StoredType<>(4, Integer.class, DataOutput::writeInt, DataInput::readInt),
          new StoredType<>(5, Long.class, DataOutput::writeLong, DataInput::readLong),
          new StoredType<>(6, Float.class, DataOutput::writeFloat, DataInput::readFloat),
          new StoredType<>(7, Double.class, DataOutput::writeDouble, DataInput::readDouble),
          new StoredType<>(
              8,
              BigInteger.class,
              (out, value) -> Bytes.writeBytes(out, value.toByteArray()),
              in -> new BigInteger(Bytes.readBytes(in))),
          new StoredType<>(9, BigDecimal.class, PlainTypes::writeDecimal, PlainTypes::readDecimal),
          new StoredType<>(10, String.class, Bytes::writeText, Bytes::readText),
          new StoredType<>(
              11, Character.class, (out, value) -> out.writeChar(value), DataInput::readChar),
          new StoredType<>(12, byte[].class, Bytes::writeBytes, Bytes::readBytes),
          new StoredType<>(
              13,
              ByteBuffer.class,
              PlainTypes::writeBuffer,
              in -> ByteBuffer.wrap(Bytes.readBytes(in))),
          new StoredType<>(14, UUID.class, PlainTypes::writeUuid, PlainTypes::readUuid),
          new StoredType<>(
              15,
              BitString.class,
              (out, value) -> Bytes.writeText(out, value.digits()),
              in -> BitString.of(Bytes.readText(in))));

  private PlainTypes() {}

  private static void writeDecimal(DataOutput out, BigDecimal value) throws IOException {
    out.writeInt(value.scale());
    Bytes.writeBytes(out, value.unscaledValue().toByteArray());
  }

  private static BigDecimal readDecimal(DataInput in) throws IOException {
    int scale = in.readInt();
    return new BigDecimal(new BigInteger(Bytes.readBytes(in)), scale);
  }

  private static void writeBuffer(DataOutput out, ByteBuffer value) throws IOException {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    Bytes.writeBytes(out, bytes);
  }

  private static void writeUuid(DataOutput out, UUID value) throws IOException {
    out.writeLong(value.getMostSignificantBits());
    out.writeLong(value.getLeastSignificantBits());
  }

  private static UUID readUuid(DataInput in) throws IOException {
    long most = in.readLong();
    return new UUID(most, in.readLong());
  }
}
