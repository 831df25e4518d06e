package dev.dualwrite.mirror;

import java.util.concurrent.ExecutorService;

/** Makes twins: the pool of their connections, and the threads that their workers run on. */
public final class Twins {
  private final TwinSource source;
  private final ExecutorService workers;

  /** Makes twins of the given pool, which stays its owner's to close. */
  public Twins(TwinSource source, ExecutorService workers) {
    this.source = source;
    this.workers = workers;
  }

  Twin create(TwinTask<Void> sessionSetup) {
    return new Twin(source, workers, sessionSetup);
  }
}
