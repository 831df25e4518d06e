package dev.dualwrite.state;

import dev.dualwrite.config.SyncMode;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;

/**
 * A store's file whose header reaches the disk behind what it points to. MVStore writes a commit
 * and then the header, without a sync between: a power cut that finds the header alone on the disk
 * would take back commits before it.
 */
final class OrderedFile extends SingleFileStore {
  private static final int CACHE_MEGABYTES = 4;

  private final SyncMode sync;

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
  }

  @Override
  protected void writeFully(SFChunk chunk, long position, ByteBuffer bytes) {
    boolean header = position == 0;
    if (header && size() > 0) {
      syncIfAsked();
    }
    super.writeFully(chunk, position, bytes);
  }
}
