package dev.dualwrite.capture;

import dev.dualwrite.endpoint.AgentThreads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes that were read by a driver: first in memory, then in a temporary file, up to a bound.
 * Written by one thread, then read by another.
 *
 * <p>The file goes when nobody refers to the spool any more.
 */
final class Spool {
  private static final Logger logger = LoggerFactory.getLogger(Spool.class);
  private static final Cleaner CLEANER = Cleaner.create(AgentThreads.named("cleaner"));

  private final long inMemory;
  private final long most;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private FileChannel file;
  private long size;
  private boolean complete = true;

  /**
   * Creates an empty spool.
   *
   * @param inMemory the bytes kept in memory
   * @param most the bytes kept in all
   */
  Spool(long inMemory, long most) {
    this.inMemory = inMemory;
    this.most = most;
  }

  /**
   * Adds bytes; beyond the bound, or where no file can be written, what was kept is dropped. Never
   * throws: the driver is reading.
   */
  void write(byte[] bytes, int offset, int length) {
    if (!complete || length <= 0) {
      return;
    }
    size += length;
    try {
      if (size > most) {
        drop();
      } else if (size <= inMemory) {
        memory.write(bytes, offset, length);
      } else {
        file().write(ByteBuffer.wrap(bytes, offset, length));
      }
    } catch (IOException e) {
      drop();
    }
  }

  private FileChannel file() throws IOException {
    if (file == null) {
      Path path = Files.createTempFile("dualwrite-", ".bind");
      FileChannel opened =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      CLEANER.register(this, new CloseFile(opened));
      file = opened;
    }
    return file;
  }

  private void drop() {
    complete = false;
    memory.reset();
  }

  /** Whether all bytes were kept. */
  boolean complete() {
    return complete;
  }

  long size() {
    return size;
  }

  /** The bytes kept, from the first. */
  InputStream open() {
    InputStream first = new ByteArrayInputStream(memory.toByteArray());
    return file == null ? first : new SequenceInputStream(first, new FileInput(this));
  }

  /**
   * Reads the file by position, so that several readers don't disturb each other; holds the spool,
   * and so the file.
   */
  private static final class FileInput extends InputStream {
    private final Spool spool;
    private long position;

    FileInput(Spool spool) {
      this.spool = spool;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = spool.file.read(ByteBuffer.wrap(bytes, offset, length), position);
      position += Math.max(count, 0);
      return count;
    }
  }

  /** Closes the file, which deletes it; must not refer to the spool. */
  private static final class CloseFile implements Runnable {
    private final FileChannel channel;

    CloseFile(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void run() {
      try {
        channel.close();
      } catch (IOException e) {
        logger.warn("A temporary file of a bind value could not be removed", e);
      }
    }
  }
}
