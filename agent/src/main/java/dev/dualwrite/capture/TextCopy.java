package dev.dualwrite.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.SQLException;

/** The characters of a reader or CLOB, spooled as UTF-16, which keeps even unpaired surrogates. */
final class TextCopy implements CopiedValue {
  private final Spool spool;

  TextCopy(Spool spool) {
    this.spool = spool;
  }

  /** Reads all of a CLOB now, since its owner may free it. */
  static TextCopy of(Clob clob, Spool spool) throws SQLException {
    TextCopy copy = new TextCopy(spool);
    try (Reader in = clob.getCharacterStream()) {
      char[] buffer = new char[4096];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        copy.write(buffer, 0, count);
      }
      return copy;
    } catch (IOException e) {
      throw new SQLException("the CLOB bound can't be read", e);
    }
  }

  void write(char[] text, int offset, int length) {
    byte[] bytes = new byte[2 * Math.max(length, 0)];
    for (int i = 0; i < length; i++) {
      char character = text[offset + i];
      bytes[2 * i] = (byte) (character >>> 8);
      bytes[2 * i + 1] = (byte) character;
    }
    spool.write(bytes, 0, bytes.length);
  }

  @Override
  public Object open(Connection connection) throws SQLException {
    BinaryCopy.requireComplete(spool);
    return new PairReader(new BufferedInputStream(spool.open()));
  }

  /** Joins pairs of bytes to characters; a decoder of the JDK's replaces unpaired surrogates. */
  private static final class PairReader extends Reader {
    private final InputStream in;

    PairReader(InputStream in) {
      this.in = in;
    }

    @Override
    public int read(char[] text, int offset, int length) throws IOException {
      int count = 0;
      while (count < length) {
        int high = in.read();
        if (high < 0) {
          break;
        }
        text[offset + count] = (char) (high << 8 | in.read());
        count++;
      }
      return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
