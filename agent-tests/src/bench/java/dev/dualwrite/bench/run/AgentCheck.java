package dev.dualwrite.bench.run;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Asks the agent of this JVM how it is, so that nobody measures one that has given up. */
public final class AgentCheck {
  private static final String NAME = "dev.dualwrite:type=Dualwrite";

  private AgentCheck() {}

  /**
   * Fails unless the agent is in that phase, and has mirrored everything so far.
   *
   * @throws IllegalStateException with what the agent says
   */
  public static void isWell(String phase) {
    require("Phase", phase);
    require("StoreOk", true);
    require("BreakerOpen", false);
    require("Parked", 0L);
    String[] errors = (String[]) ask("LastErrors");
    if (errors.length > 0) {
      throw new IllegalStateException("the agent met " + Arrays.toString(errors));
    }
  }

  /** Returns how many keys wait to be copied. */
  public static long queued() {
    return (Long) ask("Queued");
  }

  private static void require(String attribute, Object expected) {
    Object value = ask(attribute);
    if (!expected.equals(value)) {
      throw new IllegalStateException(
          "the agent's " + attribute + " is " + value + ", not " + expected);
    }
  }

  private static Object ask(String attribute) {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      return server.getAttribute(new ObjectName(NAME), attribute);
    } catch (JMException e) {
      throw new IllegalStateException("the agent doesn't answer; was it attached?", e);
    }
  }
}
