package dev.dualwrite.tests.harness;

import java.time.Duration;

/**
 * How often and how long the tests provoke what they provoke: as much as fits into everyday, or,
 * with {@code -Ddualwrite.soak=full}, as much as it takes to believe it.
 */
public final class Effort {
  private static final boolean FULL = "full".equals(System.getProperty("dualwrite.soak"));

  private Effort() {}

  public static boolean isFull() {
    return FULL;
  }

  public static int times(int everyday, int full) {
    return FULL ? full : everyday;
  }

  public static Duration seconds(int everyday, int full) {
    return Duration.ofSeconds(FULL ? full : everyday);
  }
}
