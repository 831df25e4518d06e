package dev.dualwrite.divergence;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** The lines that are not in the file yet, oldest first. For one thread. */
final class UnwrittenLines {
  private final Deque<byte[]> lines = new ArrayDeque<>();
  private long bytes;

  void add(byte[] line) {
    lines.add(line);
    bytes += line.length;
  }

  int size() {
    return lines.size();
  }

  /** The number of lines from the first on that are within so many bytes; at least one. */
  int within(long maxBytes) {
    int number = 0;
    long total = 0;
    for (byte[] line : lines) {
      total += line.length;
      if (number > 0 && total > maxBytes) {
        break;
      }
      number++;
    }
    return number;
  }

  /** The first lines in one piece. */
  byte[] first(int number) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    lines.stream().limit(number).forEach(line -> block.write(line, 0, line.length));
    return block.toByteArray();
  }

  void removeFirst(int number) {
    for (int count = 0; count < number; count++) {
      bytes -= lines.removeFirst().length;
    }
  }

  /** Removes the oldest lines until the rest is within so many bytes; returns their number. */
  int removeBeyond(long maxBytes) {
    int before = lines.size();
    while (bytes > maxBytes) {
      removeFirst(1);
    }
    return before - lines.size();
  }
}
