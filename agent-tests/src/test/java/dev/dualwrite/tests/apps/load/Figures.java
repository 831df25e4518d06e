package dev.dualwrite.tests.apps.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** What the threads of a {@link LoadApp} measured since it was asked last; times in ms. */
final class Figures {
  private static final int MOST_MILLIS = 60_000;

  /** How many transactions took so many milliseconds. */
  private final AtomicIntegerArray took = new AtomicIntegerArray(MOST_MILLIS + 1);

  private final AtomicLong slowestCommit = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private final AtomicLong done = new AtomicLong();

  /** How long a commit took: unlike a statement, it waits for no other transaction's locks. */
  void commit(long nanos) {
    slowestCommit.accumulateAndGet(TimeUnit.NANOSECONDS.toMillis(nanos), Math::max);
  }

  void transaction(long nanos) {
    took.incrementAndGet((int) Math.min(MOST_MILLIS, TimeUnit.NANOSECONDS.toMillis(nanos)));
    done.incrementAndGet();
  }

  /** The primary itself ended a transaction, in favour of another one. */
  void lost() {
    lost.incrementAndGet();
  }

  void error() {
    errors.incrementAndGet();
  }

  /** Returns how many transactions were done since the start. */
  long done() {
    return done.get();
  }

  /** Returns the figures as names and values, and starts again with all but the count done. */
  String takeLine() {
    int[] counts = new int[MOST_MILLIS + 1];
    long transactions = 0;
    int slowest = 0;
    for (int i = 0; i <= MOST_MILLIS; i++) {
      counts[i] = took.getAndSet(i, 0);
      transactions += counts[i];
      slowest = counts[i] > 0 ? i : slowest;
    }
    return "transactions="
        + transactions
        + " p99="
        + percentile99(counts, transactions)
        + " slowest="
        + slowest
        + " slowest-commit="
        + slowestCommit.getAndSet(0)
        + " lost="
        + lost.getAndSet(0)
        + " errors="
        + errors.getAndSet(0);
  }

  private static int percentile99(int[] counts, long transactions) {
    long above = transactions / 100;
    int millis = MOST_MILLIS;
    while (millis > 0 && above >= counts[millis]) {
      above -= counts[millis];
      millis--;
    }
    return millis;
  }
}
