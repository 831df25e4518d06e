package dev.dualwrite.divergence;

import dev.dualwrite.logging.RollingFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The one thread that writes a file's lines, as many at once as are there. */
final class LineWriter {
  private static final int QUEUE = 1_000;
  private static final int MAX_UNWRITTEN_BYTES = 8 << 20;
  private static final PendingLine END = new PendingLine(new byte[0]);

  private final RollingFile file;
  private final Alarm alarm;
  private final BlockingQueue<PendingLine> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong progress = new AtomicLong();
  private final Thread thread;

  /** Lines whose writing has failed; only the thread touches it. */
  private final UnwrittenLines unwritten = new UnwrittenLines();

  private volatile boolean closed;

  LineWriter(RollingFile file, Alarm alarm, String threadName) {
    this.file = file;
    this.alarm = alarm;
    this.thread = new Thread(this::run, threadName);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Hands a line over; false, and the line is lost, if there is no place for it in time. */
  boolean offer(PendingLine line, long nanos) {
    if (closed || !hasPlace(line, nanos)) {
      lost.incrementAndGet();
      alarm.raise(closed ? "it is closed" : "its disk doesn't answer", queue.size(), lost.get());
      return false;
    }
    return true;
  }

  /** Counts a line that could not be made. */
  void lose(String reason) {
    lost.incrementAndGet();
    alarm.raise(reason, queue.size(), lost.get());
  }

  /** The number of lines that are in the file. */
  long written() {
    return written.get();
  }

  /** The number of lines that will never be in the file. */
  long lost() {
    return lost.get();
  }

  /** Changes whenever lines were handled. */
  long progress() {
    return progress.get();
  }

  /** Writes what was handed over and ends the thread, within the given time. */
  void close(Duration atMost) {
    closed = true;
    boolean interrupted = false;
    try {
      if (queue.offer(END, atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.join(atMost.toMillis());
      }
    } catch (InterruptedException asked) {
      interrupted = true;
    }
    if (thread.isAlive()) {
      alarm.raise("its disk doesn't answer at the end", queue.size(), lost.get());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean hasPlace(PendingLine line, long nanos) {
    try {
      // First without waiting, since that works for an interrupted thread too.
      return queue.offer(line) || queue.offer(line, nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run() {
    open();
    List<PendingLine> group = new ArrayList<>();
    boolean ended = false;
    while (!ended || !queue.isEmpty()) {
      group.clear();
      if (!ended) {
        group.add(take());
      }
      queue.drainTo(group);
      ended |= group.remove(END);
      write(group);
    }
    end();
  }

  private void open() {
    try {
      file.open();
    } catch (IOException | RuntimeException failure) {
      alarm.raise(failure.toString(), 0, lost.get());
    }
  }

  private PendingLine take() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException nobodyMay) {
        // The thread is ours alone and ends by END; an interrupt from elsewhere means nothing.
      }
    }
  }

  private void write(List<PendingLine> group) {
    int retried = unwritten.size();
    group.forEach(line -> unwritten.add(line.bytes()));
    try {
      while (unwritten.size() > 0) {
        writeBlock();
      }
      if (retried > 0) {
        alarm.clear(retried);
      }
    } catch (IOException | RuntimeException failure) {
      lost.addAndGet(unwritten.removeBeyond(MAX_UNWRITTEN_BYTES));
      alarm.raise(failure.toString(), unwritten.size(), lost.get());
    } finally {
      progress.incrementAndGet();
      group.forEach(PendingLine::handled);
    }
  }

  private void writeBlock() throws IOException {
    int lines = unwritten.within(file.maxBytes());
    file.append(unwritten.first(lines));
    unwritten.removeFirst(lines);
    written.addAndGet(lines);
  }

  private void end() {
    lost.addAndGet(unwritten.size());
    try {
      file.close();
    } catch (IOException failure) {
      alarm.raise(failure.toString(), 0, lost.get());
    }
  }
}
