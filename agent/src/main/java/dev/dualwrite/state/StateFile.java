package dev.dualwrite.state;

import dev.dualwrite.config.SyncMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store's file: opened, and set aside when it can't be read. */
final class StateFile {
  private static final Logger LOGGER = LoggerFactory.getLogger(StateFile.class);
  private static final String NAME = "state.mv";
  private static final int PROBE_BYTES = 256 << 10;
  private static final DateTimeFormatter SUFFIX =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Path path;
  private final SyncMode sync;

  StateFile(Path folder, SyncMode sync) {
    this.folder = folder;
    this.path = folder.resolve(NAME);
    this.sync = sync;
  }

  Path path() {
    return path;
  }

  /**
   * Opens the store; one that can't be read is set aside, and a new one opened in its place.
   *
   * @throws RuntimeException when it can't be opened now and may be later
   */
  Store open() {
    try {
      return Store.open(path.toString(), sync);
    } catch (RuntimeException failure) {
      if (!isUnreadable(failure)) {
        throw failure;
      }
      setAside(reasonOf(failure));
      return Store.open(path.toString(), sync);
    }
  }

  /** Keeps the file under another name, since what can't be read here may be read elsewhere. */
  void setAside(String reason) {
    Path aside = freeName();
    try {
      Files.move(path, aside);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    LOGGER.error(
        "The durable state {} can't be read ({}). It is kept as {}, and a new one begins. Keys that"
            + " were to be reconciled may be missing from it: verify the tables that take part, or"
            + " put the file back with an agent that can read it.",
        path.toAbsolutePath(),
        reason,
        aside.toAbsolutePath());
  }

  /**
   * Writes a little beside the store, so that a full disk isn't tried with all that has to be
   * written.
   *
   * @throws IOException when there is no room, or the folder can't be written
   */
  void probe() throws IOException {
    Path probe = folder.resolve(NAME + ".probe");
    try (FileChannel channel =
        FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocate(PROBE_BYTES);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** Tells whether a failure is the content's and would come again. */
  static boolean isUnreadable(Throwable failure) {
    if (failure instanceof UnreadableStateException) {
      return true;
    }
    if (!(failure instanceof MVStoreException)) {
      return false;
    }
    switch (((MVStoreException) failure).getErrorCode()) {
      case DataUtils.ERROR_FILE_CORRUPT:
      case DataUtils.ERROR_UNSUPPORTED_FORMAT:
      case DataUtils.ERROR_CHUNK_NOT_FOUND:
      case DataUtils.ERROR_BLOCK_NOT_FOUND:
      case DataUtils.ERROR_SERIALIZATION:
      case DataUtils.ERROR_UNKNOWN_DATA_TYPE:
        return true;
      default:
        return false;
    }
  }

  /** The message, and where the library has only its own, what lies behind it. */
  static String reasonOf(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }

  private Path freeName() {
    String name = NAME + ".unreadable-" + SUFFIX.format(Instant.now());
    Path aside = folder.resolve(name);
    for (int i = 2; Files.exists(aside); i++) {
      aside = folder.resolve(name + "-" + i);
    }
    return aside;
  }
}
