package dev.dualwrite.state;

import dev.dualwrite.config.SyncMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * Compares embedded stores at what the state asks of them: threads that each put an intent of 300
 * bytes, wait until it is durable, and remove it; one writer commits as many at once as are there.
 * Not a test: run its main with a folder, a number of intents, and names of candidates.
 */
public final class StoreBench {
  private static final int THREADS = 8;
  private static final byte[] VALUE = value(300);

  /** A store under comparison; only the writer calls it. */
  private interface Candidate {
    void open(Path folder, SyncMode sync) throws Exception;

    void put(long id, byte[] value) throws Exception;

    void remove(long id) throws Exception;

    void commit() throws Exception;

    void close() throws Exception;
  }

  private record Put(long id, CountDownLatch durable) {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    int intents = Integer.parseInt(args[1]);
    for (String name : Arrays.asList(args).subList(2, args.length)) {
      for (SyncMode sync : SyncMode.values()) {
        run(candidate(name), name, sync, Files.createTempDirectory(root, name), intents);
      }
    }
  }

  private static byte[] value(int length) {
    byte[] value = new byte[length];
    new Random(1).nextBytes(value);
    return value;
  }

  private static Candidate candidate(String name) {
    return switch (name) {
      case "mvstore" -> new MvStoreCandidate();
      case "h2" -> new SqlCandidate("jdbc:h2:file:%s/store;WRITE_DELAY=0", "MERGE INTO i KEY(id)");
      case "sqlite" -> new SqlCandidate("jdbc:sqlite:%s/store.db", "REPLACE INTO i");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void run(Candidate store, String name, SyncMode sync, Path folder, int intents)
      throws Exception {
    long start = System.nanoTime();
    store.open(folder, sync);
    final long opened = System.nanoTime() - start;
    LinkedBlockingQueue<Object> queue = new LinkedBlockingQueue<>();
    AtomicLong commits = new AtomicLong();
    Thread writer = new Thread(() -> write(store, queue, commits), "writer");
    writer.start();
    AtomicLong ids = new AtomicLong();
    long[] waits = new long[intents];
    List<Thread> threads = new ArrayList<>();
    start = System.nanoTime();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(() -> begin(queue, ids, intents, waits), "application-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    queue.add("end");
    writer.join();
    store.close();
    Arrays.sort(waits);
    System.out.printf(
        "%-8s %-4s %,9.0f intents/s  %,7.0f commits/s  wait p50 %6.2f ms, p99 %6.2f ms"
            + "  open %4d ms  %,6d KB%n",
        name,
        sync,
        intents / seconds,
        commits.get() / seconds,
        waits[intents / 2] / 1e6,
        waits[intents * 99 / 100] / 1e6,
        opened / 1_000_000,
        size(folder) / 1024);
  }

  private static void begin(
      LinkedBlockingQueue<Object> queue, AtomicLong ids, int intents, long[] waits) {
    long id;
    while ((id = ids.getAndIncrement()) < intents) {
      CountDownLatch durable = new CountDownLatch(1);
      long start = System.nanoTime();
      queue.add(new Put(id, durable));
      try {
        durable.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      waits[(int) id] = System.nanoTime() - start;
      queue.add(id);
    }
  }

  private static void write(
      Candidate store, LinkedBlockingQueue<Object> queue, AtomicLong commits) {
    try {
      List<Object> group = new ArrayList<>();
      while (!group.contains("end")) {
        group.clear();
        group.add(queue.take());
        queue.drainTo(group);
        for (Object each : group) {
          if (each instanceof Put put) {
            store.put(put.id(), VALUE);
          } else if (each instanceof Long id) {
            store.remove(id);
          }
        }
        store.commit();
        commits.incrementAndGet();
        for (Object each : group) {
          if (each instanceof Put put) {
            put.durable().countDown();
          }
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static long size(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static final class MvStoreCandidate implements Candidate {
    private MVStore store;
    private MVMap<Long, byte[]> map;
    private SyncMode sync;
    private long largest;

    @Override
    public void open(Path folder, SyncMode sync) {
      this.sync = sync;
      store =
          new MVStore.Builder()
              .fileName(folder.resolve("store").toString())
              .autoCommitDisabled()
              .cacheSize(4)
              .open();
      store.setRetentionTime(Integer.getInteger("retention", 0));
      store.setVersionsToKeep(Integer.getInteger("versions", 25));
      map = store.openMap("intents");
    }

    @Override
    public void put(long id, byte[] value) {
      map.put(id, value);
    }

    @Override
    public void remove(long id) {
      map.remove(id);
    }

    @Override
    public void commit() {
      store.commit();
      if (sync == SyncMode.DISK) {
        store.sync();
      }
      largest = Math.max(largest, store.getFileStore().size());
    }

    @Override
    public void close() {
      System.out.println("largest file: " + largest / 1024 + " KB, threads: " + h2Threads());
      store.close();
    }

    private static List<String> h2Threads() {
      return Thread.getAllStackTraces().keySet().stream()
          .map(Thread::getName)
          .filter(name -> name.contains("H2") || name.contains("MVStore"))
          .toList();
    }
  }

  private static final class SqlCandidate implements Candidate {
    private final String url;
    private final String insert;
    private Connection connection;
    private PreparedStatement put;
    private PreparedStatement remove;

    SqlCandidate(String url, String insert) {
      this.url = url;
      this.insert = insert;
    }

    @Override
    public void open(Path folder, SyncMode sync) throws SQLException {
      connection = DriverManager.getConnection(String.format(url, folder));
      try (Statement statement = connection.createStatement()) {
        if (url.contains("sqlite")) {
          statement.execute("PRAGMA journal_mode=WAL");
          statement.execute("PRAGMA synchronous=" + (sync == SyncMode.DISK ? "FULL" : "OFF"));
        }
        statement.execute("CREATE TABLE i (id BIGINT PRIMARY KEY, v VARBINARY(10000))");
      }
      connection.setAutoCommit(false);
      put = connection.prepareStatement(insert + " VALUES (?, ?)");
      remove = connection.prepareStatement("DELETE FROM i WHERE id = ?");
      fsync = sync == SyncMode.DISK && url.contains("h2");
    }

    private boolean fsync;

    @Override
    public void put(long id, byte[] value) throws SQLException {
      put.setLong(1, id);
      put.setBytes(2, value);
      put.executeUpdate();
    }

    @Override
    public void remove(long id) throws SQLException {
      remove.setLong(1, id);
      remove.executeUpdate();
    }

    @Override
    public void commit() throws SQLException {
      connection.commit();
      if (fsync) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("CHECKPOINT SYNC");
        }
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
