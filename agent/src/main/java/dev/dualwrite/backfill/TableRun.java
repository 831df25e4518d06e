package dev.dualwrite.backfill;

import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.KeyRange;
import dev.dualwrite.rows.RangeReader;
import dev.dualwrite.verify.DatabasesToVerify;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * One step: finds the bounds of chunks, hands them to workers, and keeps how far they have come.
 */
final class TableRun {
  private static final long LOOK_MILLIS = 100;
  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  /** A chunk's bound is found among index entries, but these may have to be read from the disk. */
  private static final Duration SCOUT_BOUND = Duration.ofSeconds(60);

  private static final Duration LOCKED_BOUND = Duration.ofSeconds(30);
  private static final int KEYS = 500;

  private final Step step;
  private final DatabasesToVerify databases;
  private final BackfillOptions options;
  private final PutAside aside;
  private final Checkpoints checkpoints;
  private final Pressure pressure;
  private final Pace pace;
  private final Patience patience;
  private final LongConsumer progress;
  private final RangeReader reader;
  private final PrimarySession scout;
  private final List<ChunkCopier> copiers = new ArrayList<>();
  private final BlockingQueue<Chunk> handedOut = new SynchronousQueue<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final CountDownLatch working;
  private volatile boolean allHandedOut;

  TableRun(
      Step step,
      DatabasesToVerify databases,
      BackfillOptions options,
      Checkpoints checkpoints,
      Pace pace,
      Pressure pressure,
      LongConsumer progress,
      ExecutorService threads)
      throws SQLException {
    this.step = step;
    this.databases = databases;
    this.options = options;
    this.checkpoints = checkpoints;
    this.pace = pace;
    this.pressure = pressure;
    this.patience = new Patience(databases);
    this.progress = progress;
    this.reader =
        new RangeReader(
            databases.primary().dialect(),
            step.table().primary(),
            step.table().columns(),
            List.of());
    this.scout = new PrimarySession(databases.primary(), SCOUT_BOUND, threads);
    this.working = new CountDownLatch(options.parallel());
    this.aside = new PutAside(checkpoints, step);
    for (int i = 0; i < options.parallel(); i++) {
      copiers.add(copier(i, threads));
    }
  }

  private ChunkCopier copier(int number, ExecutorService threads) throws SQLException {
    return new ChunkCopier(number, step, databases, options, checkpoints, pace, aside, threads);
  }

  /**
   * Runs it from its checkpoint to the table's end, and returns the rows.
   *
   * @throws SQLException when a database can't be used
   * @throws IOException when the checkpoint can't be written
   */
  long run(ExecutorService threads) throws SQLException, IOException {
    Checkpoints.Mark mark = checkpoints.mark(step);
    Watermark watermark =
        new Watermark(mark.rows(), (upTo, rows) -> checkpoints.keep(step, upTo, rows));
    copiers.forEach(copier -> threads.execute(() -> work(copier, watermark)));
    try {
      handOut(mark.upTo(), watermark);
    } catch (SQLException | RuntimeException e) {
      failure.compareAndSet(null, e);
    } finally {
      allHandedOut = true;
      awaitWorkers(watermark);
      scout.close();
    }
    throwFailure();
    if (!step.leftOut().isEmpty()) {
      copyPutAside(threads);
    }
    checkpoints.done(step, watermark.rows());
    return watermark.rows();
  }

  /**
   * What others had locked is copied without its references, too: two rows that refer to each other
   * could never be copied by their keys.
   */
  private void copyPutAside(ExecutorService threads) throws SQLException, IOException {
    long end = System.nanoTime() + LOCKED_BOUND.toNanos();
    List<Key> keys = checkpoints.queued(step.table().name());
    try (ChunkCopier copier = copier(0, threads)) {
      while (!keys.isEmpty() && System.nanoTime() - end < 0) {
        List<Key> locked = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += KEYS) {
          locked.addAll(copier.copy(keys.subList(from, Math.min(from + KEYS, keys.size()))));
        }
        keys = locked;
        LockSupport.parkNanos(keys.isEmpty() ? 0 : PAUSE_NANOS);
      }
    }
  }

  private void handOut(Key begin, Watermark watermark) throws SQLException {
    Key after = begin;
    boolean more = true;
    while (more && failure.get() == null) {
      Optional<Key> upTo = bound(KeyRange.between(after, null));
      Chunk chunk = new Chunk(KeyRange.between(after, upTo.orElse(null)));
      watermark.begun(chunk);
      offer(chunk, watermark);
      after = upTo.orElse(null);
      more = upTo.isPresent();
    }
  }

  private Optional<Key> bound(KeyRange rest) throws SQLException {
    while (true) {
      try {
        scout.open();
        Optional<Key> bound =
            reader.keyAfter(scout.connection(), rest, Math.max(0, pace.chunkRows() - 1));
        scout.rollback();
        return bound;
      } catch (SQLException e) {
        scout.close();
        patience.bear(e);
      }
    }
  }

  private void offer(Chunk chunk, Watermark watermark) {
    boolean taken = false;
    while (!taken && failure.get() == null) {
      try {
        taken = handedOut.offer(chunk, LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failure.compareAndSet(null, e);
      }
      lookAround(watermark);
    }
  }

  private void lookAround(Watermark watermark) {
    pressure.look(
        scout,
        copiers.stream()
            .map(ChunkCopier::session)
            .flatMap(Optional::stream)
            .collect(Collectors.toList()));
    progress.accept(watermark.rows());
  }

  private void awaitWorkers(Watermark watermark) {
    boolean ended = false;
    while (!ended) {
      try {
        ended = working.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failure.compareAndSet(null, e);
        return;
      }
      if (!ended) {
        lookAround(watermark);
      }
    }
  }

  private void work(ChunkCopier copier, Watermark watermark) {
    try (copier) {
      while (failure.get() == null) {
        Chunk chunk = handedOut.poll(LOOK_MILLIS / 4, TimeUnit.MILLISECONDS);
        if (chunk != null) {
          copy(copier, chunk);
          watermark.done(chunk);
        } else if (allHandedOut) {
          return;
        }
      }
    } catch (Exception e) {
      failure.compareAndSet(null, e);
    } finally {
      working.countDown();
    }
  }

  private void copy(ChunkCopier copier, Chunk chunk) throws SQLException, IOException {
    while (chunk.next() != null && failure.get() == null) {
      try {
        copier.copy(chunk);
        patience.success();
      } catch (SQLException e) {
        patience.bear(e);
      }
    }
  }

  private void throwFailure() throws SQLException, IOException {
    Exception thrown = failure.get();
    if (thrown instanceof SQLException) {
      throw (SQLException) thrown;
    }
    if (thrown instanceof IOException) {
      throw (IOException) thrown;
    }
    if (thrown != null) {
      throw new IllegalStateException("copying " + step + " from " + databases.primary(), thrown);
    }
  }
}
