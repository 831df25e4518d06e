package dev.dualwrite.capture;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a driver reads instead of the application's stream: the same, and a copy is kept. */
final class TeeInputStream extends FilterInputStream {
  private final Spool spool;

  TeeInputStream(InputStream in, Spool spool) {
    super(in);
    this.spool = spool;
  }

  BinaryCopy copy() {
    return new BinaryCopy(spool);
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      spool.write(new byte[] {(byte) value}, 0, 1);
    }
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    spool.write(bytes, offset, count);
    return count;
  }

  @Override
  public boolean markSupported() {
    // Rereading would put the same bytes into the copy twice.
    return false;
  }
}
