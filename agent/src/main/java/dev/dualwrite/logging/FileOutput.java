package dev.dualwrite.logging;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/** Writes to a file, and to another stream while the file cannot be written. */
final class FileOutput implements LogOutput {
  private static final long MAX_BYTES = 10 << 20;
  private static final int MAX_FILES = 2;

  private final RollingFile file;
  private final PrintStream fallback;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean failing;

  FileOutput(Path path, PrintStream fallback) {
    this.file = new RollingFile(path, MAX_BYTES, MAX_FILES);
    this.fallback = fallback;
  }

  @Override
  public void write(String lines) {
    lock.lock();
    try {
      file.append(lines.getBytes(StandardCharsets.UTF_8));
      failing = false;
    } catch (IOException failure) {
      complain(failure);
      fallback.print(lines);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      file.close();
    } catch (IOException failure) {
      complain(failure);
    } finally {
      lock.unlock();
    }
  }

  private void complain(IOException failure) {
    if (!failing) {
      fallback.println(
          "dualwrite.log: '"
              + file.path()
              + "' cannot be written ("
              + failure
              + "). Let the application's user write there, or set another file; until then"
              + " messages go to stderr.");
    }
    failing = true;
  }
}
