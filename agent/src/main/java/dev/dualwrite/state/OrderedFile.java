package dev.dualwrite.state;

import dev.dualwrite.config.SyncMode;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;

/**
 * A store's file that is found again wherever its process or its machine ends.
 *
 * <p>After a crash MVStore looks for the last commit from the header on, which it writes with some
 * commits only. What the commits since then need is kept, and with it all room that they gave up:
 * so the header is never left far behind.
 *
 * <p>MVStore writes a commit and then the header, without a sync between: a power cut that finds
 * the header alone on the disk would take back commits before it, and one that finds all but the
 * header there, what the header before needs. Here a sync comes before it and behind it.
 */
final class OrderedFile extends SingleFileStore {
  private static final int CACHE_MEGABYTES = 4;

  /** MVStore goes as far by itself, and farther while the file grows. */
  private static final int MOST_COMMITS_BEHIND = 20;

  private static final int MOST_BYTES_BEHIND = 1 << 20;

  /**
   * The commits before the header whose room isn't reused. Without any, commits are lost; so they
   * are when always the same number of commits is kept, and the header is older than that, and with
   * room that is kept for a time instead.
   */
  private static final int KEPT_BEFORE_HEADER = 3;

  private static final int EVERYTHING = Integer.MAX_VALUE;

  /** MVStore takes this mark out of the header, and so writes it, with the next commit. */
  private static final String CLEAN_MARK = "clean";

  private final SyncMode sync;

  /** How old the header is isn't known of a file that is just opened. */
  private int commitsBehind = MOST_COMMITS_BEHIND;

  private long bytesBehind;
  private boolean headerMayBeLost;
  private boolean moving;
  private long bytesWritten;

  private OrderedFile(Map<String, Object> config, SyncMode sync) {
    super(config);
    this.sync = sync;
  }

  /** Opens the file, which is made if it isn't there. */
  static OrderedFile open(String name, SyncMode sync) {
    Map<String, Object> config = new HashMap<>();
    config.put("cacheSize", CACHE_MEGABYTES);
    OrderedFile file = new OrderedFile(config, sync);
    file.open(name, false, (char[]) null);
    return file;
  }

  void syncIfAsked() {
    if (sync == SyncMode.DISK) {
      sync();
    }
    headerMayBeLost = false;
  }

  /** Makes the next commit write the header, if much came behind the last one. */
  void keepHeaderNear() {
    if (commitsBehind >= MOST_COMMITS_BEHIND || bytesBehind > MOST_BYTES_BEHIND) {
      storeHeader.put(CLEAN_MARK, 1);
    }
  }

  /** Keeps the room of what a crash at any moment from now on would need. */
  void keepWhatIsNeeded() {
    getMvStore().setVersionsToKeep(moving ? EVERYTHING : commitsBehind + KEPT_BEFORE_HEADER);
  }

  /**
   * Moves no chunk to room that a chunk has just given up. As long as no commit says so, that one
   * is still believed to be there: a power cut would leave a file in which the two overlap, which
   * MVStore doesn't open.
   */
  @Override
  public void compactMoveChunks(int targetFillRate, long moveSize, MVStore store) {
    moving = true;
    keepWhatIsNeeded();
    try {
      super.compactMoveChunks(targetFillRate, moveSize, store);
    } finally {
      moving = false;
      keepWhatIsNeeded();
    }
  }

  /** The bytes that were written since it was opened. */
  long bytesWritten() {
    return bytesWritten;
  }

  @Override
  protected void writeFully(SFChunk chunk, long position, ByteBuffer bytes) {
    boolean header = position == 0;
    if (header ? size() > 0 : headerMayBeLost) {
      syncIfAsked();
    }
    int length = bytes.remaining();
    super.writeFully(chunk, position, bytes);
    bytesWritten += length;
    headerMayBeLost = header;
    if (header) {
      commitsBehind = 0;
      bytesBehind = 0;
    } else {
      commitsBehind = chunk == null ? commitsBehind : commitsBehind + 1;
      bytesBehind += length;
    }
    keepWhatIsNeeded();
  }
}
