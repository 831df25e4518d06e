package dev.dualwrite.divergence;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids that sort by time and are unique over processes. */
final class DivergenceIds {
  private static final String PROCESS = String.format("%08x", new SecureRandom().nextInt());
  private static final AtomicLong NUMBER = new AtomicLong();

  private DivergenceIds() {}

  /** An id for something that happened at the given time. */
  static String next(Instant time) {
    return String.format("%012x-%08x-%s", time.toEpochMilli(), NUMBER.incrementAndGet(), PROCESS);
  }
}
