package dev.dualwrite.bench.run;

import dev.dualwrite.tests.harness.Await;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Asks the agent of this JVM how it is, so that nobody measures one that has given up. */
public final class AgentCheck {
  private static final String NAME = "dev.dualwrite:type=Dualwrite";

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final double MOST_LATE = 0.01;

  private AgentCheck() {}

  /**
   * Fails unless the agent is in that phase, and nearly all rows that it was to mirror inline have
   * reached the other database with their transaction: a few are late while everything is cold.
   *
   * @throws IllegalStateException with what the agent says
   */
  public static void isWell(String phase) throws Exception {
    require("Phase", phase);
    require("StoreOk", true);
    require("BreakerOpen", false);
    require("Parked", 0L);
    long mirrored = 0;
    long failed = 0;
    for (CompositeData table : (CompositeData[]) ask("Tables")) {
      mirrored += (Long) table.get("mirrored");
      failed += (Long) table.get("failed");
    }
    boolean mirrors = "inline".equals(ask("Condition"));
    if ((mirrors && mirrored == 0) || failed > mirrored * MOST_LATE) {
      throw new IllegalStateException(
          "of " + (mirrored + failed) + " rows " + failed + " were not mirrored: " + errors());
    }
  }

  /** Returns what has gone wrong of late. */
  public static List<String> errors() throws Exception {
    return List.of((String[]) ask("LastErrors"));
  }

  /** Returns how many keys wait to be copied. */
  public static long queued() throws Exception {
    return (Long) ask("Queued");
  }

  private static void require(String attribute, Object expected) throws Exception {
    Object value = ask(attribute);
    if (!expected.equals(value)) {
      throw new IllegalStateException(
          "the agent's " + attribute + " is " + value + ", not " + expected);
    }
  }

  private static Object ask(String attribute) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName(NAME);
    // It is registered a second after the start.
    Await.until("the agent is there", LIMIT, () -> server.isRegistered(name));
    return server.getAttribute(name, attribute);
  }
}
