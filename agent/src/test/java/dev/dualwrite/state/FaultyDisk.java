package dev.dualwrite.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of MVStore's, behind a scheme, that remembers each write, and takes none while it
 * is told so.
 */
public final class FaultyDisk extends FilePathWrapper {
  static final String SCHEME = "faulty:";

  private static volatile boolean full;
  private static volatile CountDownLatch hanging = new CountDownLatch(0);
  private static volatile List<Event> events = new ArrayList<>();

  /** What was done to a file; {@code bytes} is null for a truncation and for a sync. */
  record Event(Kind kind, long position, Content content, int mark) {}

  /** The bytes of a write. */
  static final class Content {
    private final byte[] bytes;

    Content(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  enum Kind {
    WRITE,
    TRUNCATE,
    SYNC
  }

  private static volatile int mark;

  /** Begins anew, with room. */
  static void reset() {
    FilePath.register(new FaultyDisk());
    full = false;
    mark = -1;
    events = new ArrayList<>();
  }

  static void setFull(boolean isFull) {
    full = isFull;
  }

  /** Makes writes wait until the latch is open. */
  static void hangUntil(CountDownLatch released) {
    hanging = released;
  }

  /** What the events from now on are marked with. */
  static void mark(int number) {
    mark = number;
  }

  static List<Event> events() {
    return events;
  }

  /** Returns the file's content after some more events. */
  static byte[] after(byte[] content, List<Event> more) {
    byte[] image = content.clone();
    for (Event event : more) {
      switch (event.kind()) {
        case WRITE -> {
          byte[] bytes = event.content().bytes();
          int end = (int) event.position() + bytes.length;
          image = image.length < end ? Arrays.copyOf(image, end) : image;
          System.arraycopy(bytes, 0, image, (int) event.position(), bytes.length);
        }
        case TRUNCATE -> image = Arrays.copyOf(image, (int) event.position());
        case SYNC -> {}
      }
    }
    return image;
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new FaultyFile(getBase().open(mode));
  }

  private static final class FaultyFile extends FileBase {
    private final FileChannel base;

    FaultyFile(FileChannel base) {
      this.base = base;
    }

    @Override
    public synchronized int write(ByteBuffer bytes, long position) throws IOException {
      waitIfHanging();
      failIfFull();
      byte[] content = new byte[bytes.remaining()];
      bytes.duplicate().get(content);
      events.add(new Event(Kind.WRITE, position, new Content(content), mark));
      return base.write(bytes, position);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      events.add(new Event(Kind.TRUNCATE, size, null, mark));
      base.truncate(size);
      return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      failIfFull();
      events.add(new Event(Kind.SYNC, 0, null, mark));
    }

    private static void waitIfHanging() throws IOException {
      try {
        hanging.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    private static void failIfFull() throws IOException {
      if (full) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      throw new IOException("MVStore writes at positions");
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
      return base.read(bytes);
    }

    @Override
    public synchronized int read(ByteBuffer bytes, long position) throws IOException {
      return base.read(bytes, position);
    }

    @Override
    public long position() throws IOException {
      return base.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
      base.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return base.size();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return base.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      base.close();
    }
  }
}
