package dev.dualwrite.logging;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A text file that whole lines are appended to and that is rotated by size: {@code log} becomes
 * {@code log.1}, that {@code log.2}, and so on. For one thread at a time.
 */
public final class RollingFile implements Closeable {
  private final Path path;
  private final long maxBytes;
  private final int maxFiles;

  private OutputStream out;
  private Object fileKey;
  private long size;

  /** A file of at most the given bytes, and so many files in all, the current one included. */
  public RollingFile(Path path, long maxBytes, int maxFiles) {
    this.path = path.toAbsolutePath();
    this.maxBytes = maxBytes;
    this.maxFiles = maxFiles;
  }

  /** The files of a log that are there, oldest first. */
  public static List<Path> files(Path path) {
    List<Path> files = new ArrayList<>();
    for (int number = 1; Files.exists(numbered(path, number)); number++) {
      files.add(0, numbered(path, number));
    }
    if (Files.exists(path)) {
      files.add(path);
    }
    return files;
  }

  /** The current file. */
  public Path path() {
    return path;
  }

  /** The size in bytes at which it is rotated. */
  public long maxBytes() {
    return maxBytes;
  }

  /**
   * Makes the file and its folders if they aren't there.
   *
   * @throws IOException if it cannot be opened for writing
   */
  public void open() throws IOException {
    if (out != null && isStillOurs()) {
      return;
    }
    close();
    Files.createDirectories(path.getParent());
    // Not through a channel: an interrupted thread would close that.
    out = new FileOutputStream(path.toFile(), true);
    fileKey = attributes().fileKey();
    size = Files.size(path);
    if (size > 0 && !endsInNewline()) {
      // What a crash or a full disk cut off must not swallow the next line.
      write(new byte[] {'\n'});
    }
  }

  /**
   * Appends whole lines.
   *
   * @throws IOException if they could not be written, or only in part
   */
  public void append(byte[] lines) throws IOException {
    open();
    if (size > 0 && size + lines.length > maxBytes) {
      rotate();
      open();
    }
    try {
      write(lines);
    } catch (IOException failure) {
      closeAfter(failure);
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    OutputStream opened = out;
    out = null;
    if (opened != null) {
      opened.close();
    }
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    size += bytes.length;
  }

  private void rotate() throws IOException {
    close();
    Files.deleteIfExists(numbered(path, maxFiles - 1));
    for (int number = maxFiles - 2; number >= 0; number--) {
      Path from = numbered(path, number);
      if (Files.exists(from)) {
        Files.move(from, numbered(path, number + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** False once another process, or a tool such as logrotate, has moved or deleted the file. */
  private boolean isStillOurs() throws IOException {
    try {
      return Objects.equals(fileKey, attributes().fileKey());
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private BasicFileAttributes attributes() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class);
  }

  private boolean endsInNewline() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(file.length() - 1);
      return file.read() == '\n';
    }
  }

  private void closeAfter(IOException failure) {
    try {
      close();
    } catch (IOException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  private static Path numbered(Path path, int number) {
    return number == 0 ? path : path.resolveSibling(path.getFileName() + "." + number);
  }
}
