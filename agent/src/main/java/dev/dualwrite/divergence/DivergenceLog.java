package dev.dualwrite.divergence;

import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.logging.RollingFile;
import dev.dualwrite.plan.SqlMasker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The divergence log: JSON Lines, rotated by size. A record is in the file when {@code append}
 * returns, unless the file cannot be written, which is reported loudly and tried again with the
 * next record.
 */
public final class DivergenceLog implements DivergenceSink, AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(DivergenceLog.class);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final DivergenceRenderer renderer;
  private final LineWriter writer;
  private final long waitNanos;

  /** The writer's progress as a wait was last in vain; until it moves, nobody waits again. */
  private volatile long stalledAt = -1;

  /**
   * Opens the log of the settings and starts its writer thread.
   *
   * @param wait the longest that a call waits for its records to be written
   */
  public DivergenceLog(Settings settings, Duration wait) {
    this(
        new DivergenceRenderer(settings.divergenceValues(), masker(settings), settings.instance()),
        new RollingFile(
            settings.divergenceLog(), settings.divergenceMaxSize(), settings.divergenceMaxFiles()),
        wait);
  }

  private DivergenceLog(DivergenceRenderer renderer, RollingFile file, Duration wait) {
    this(
        renderer,
        new LineWriter(
            file,
            new Alarm(file.path(), LOGGER::error, System::nanoTime),
            "dualwrite-divergence-log"),
        wait);
  }

  DivergenceLog(DivergenceRenderer renderer, LineWriter writer, Duration wait) {
    this.renderer = renderer;
    this.writer = writer;
    this.waitNanos = wait.toNanos();
    writer.start();
  }

  @Override
  public void append(Divergence divergence) {
    appendAll(List.of(divergence));
  }

  @Override
  public void appendAll(List<Divergence> divergences) {
    boolean stalled = stalledAt == writer.progress();
    long deadline = System.nanoTime() + (stalled ? 0 : waitNanos);
    List<PendingLine> lines = new ArrayList<>();
    for (Divergence divergence : divergences) {
      handOver(divergence, deadline, lines);
    }
    for (PendingLine line : lines) {
      if (!line.await(deadline - System.nanoTime())) {
        stalledAt = writer.progress();
        return;
      }
    }
  }

  /** The number of records that are in the log. */
  public long written() {
    return writer.written();
  }

  /** The number of records that will never be in the log; each was reported. */
  public long lost() {
    return writer.lost();
  }

  /** Writes what is still waiting and ends the writer thread, within ten seconds. */
  @Override
  public void close() {
    writer.close(CLOSE_WAIT);
  }

  /** Hides literals as the old database reads them, which the application's SQL is written for. */
  private static SqlMasker masker(Settings settings) {
    return new SqlMasker(Dialects.forUrl(settings.oldDatabase().url()).lexing());
  }

  private void handOver(Divergence divergence, long deadline, List<PendingLine> lines) {
    try {
      PendingLine line = new PendingLine(renderer.line(divergence));
      if (writer.offer(line, deadline - System.nanoTime())) {
        lines.add(line);
      }
    } catch (IOException | RuntimeException unprintable) {
      // Its message may hold a value.
      writer.lose(
          "a record of kind "
              + divergence.kind().label()
              + " cannot be rendered: "
              + unprintable.getClass().getName());
    }
  }
}
