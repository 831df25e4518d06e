package dev.dualwrite.capture;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** What a driver reads instead of the application's reader: the same, and a copy is kept. */
final class TeeReader extends FilterReader {
  private final TextCopy copy;

  TeeReader(Reader in, Spool spool) {
    super(in);
    this.copy = new TextCopy(spool);
  }

  TextCopy copy() {
    return copy;
  }

  @Override
  public int read() throws IOException {
    int character = super.read();
    if (character >= 0) {
      copy.write(new char[] {(char) character}, 0, 1);
    }
    return character;
  }

  @Override
  public int read(char[] text, int offset, int length) throws IOException {
    int count = super.read(text, offset, length);
    copy.write(text, offset, count);
    return count;
  }

  @Override
  public boolean markSupported() {
    // Rereading would put the same characters into the copy twice.
    return false;
  }
}
