package dev.dualwrite.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The right to a folder: a lock of the operating system, which ends with the process. */
final class FolderLock implements AutoCloseable {
  private static final String NAME = "state.lock";

  /** Behind the holder's name, since Windows lets nobody read what is locked. */
  private static final long LOCKED_BYTE = 1L << 30;

  private static final int MAX_NAME = 1_000;
  private static final Duration PAUSE = Duration.ofMillis(50);

  /**
   * The folders of this process. POSIX gives up a process's lock as soon as it closes any channel
   * of the file, so a second one may not even be opened.
   */
  private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder, which must be there.
   *
   * @param patience how long a holder may take to give it free, as it may be just ending
   * @throws StateInUseException with the holder's name, when it doesn't
   */
  static FolderLock take(Path folder, String instance, Duration patience)
      throws StateInUseException, IOException {
    Path real = folder.toRealPath();
    String name = instance + ", process " + ProcessHandle.current().pid();
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return take(real, name);
      } catch (StateInUseException inUse) {
        if (System.nanoTime() - deadline >= 0) {
          throw inUse;
        }
        pause();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(folder);
    }
  }

  private static FolderLock take(Path folder, String name) throws StateInUseException, IOException {
    String holder = HELD.putIfAbsent(folder, name);
    if (holder != null) {
      throw inUse(folder, holder);
    }
    boolean taken = false;
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(NAME),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
        if (lock == null) {
          throw inUse(folder, read(channel));
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)), 0);
        taken = true;
        return new FolderLock(folder, channel);
      } finally {
        if (!taken) {
          channel.close();
        }
      }
    } finally {
      if (!taken) {
        HELD.remove(folder);
      }
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_NAME);
    channel.read(bytes, 0);
    String name = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    return name.isEmpty() ? "a process that just began" : name;
  }

  private static StateInUseException inUse(Path folder, String holder) {
    return new StateInUseException(
        "The folder "
            + folder
            + " of the durable state is in use by "
            + holder
            + ". Each process needs its own: set dualwrite.state.dir to another folder, or end that"
            + " process.");
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for the folder of the durable state");
    }
  }
}
