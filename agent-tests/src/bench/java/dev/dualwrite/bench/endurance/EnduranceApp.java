package dev.dualwrite.bench.endurance;

import com.sun.management.ThreadMXBean;
import dev.dualwrite.bench.nothing.NothingDriver;
import dev.dualwrite.bench.run.AgentCheck;
import dev.dualwrite.bench.run.Backend;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.util.Properties;

/** Goes a course over the do-nothing driver, and prints what each tenth of it took. */
public final class EnduranceApp {
  static final int TENTHS = 10;
  private static final int FIRST_WRITES = 200;
  private static final int WARM_UP = 20_000;

  private EnduranceApp() {}

  /**
   * Arguments: the course's name, its length, the agent's phase if there is one. Prints a line a
   * tenth: nanoseconds, bytes that this thread allocated, bytes of heap in use after it.
   */
  public static void main(String[] arguments) throws Exception {
    Course course = Course.valueOf(arguments[0]);
    long tenth = Long.parseLong(arguments[1]) / TENTHS;
    String url = Backend.NOTHING.inMemory().oldDatabase().url();
    try (Connection connection = new NothingDriver().connect(url, new Properties())) {
      // Else the agent couldn't be asked after reads whether it mirrors.
      Course.SINGLE_WRITES.run(connection, 0, FIRST_WRITES);
      // Else the first tenth would be slow by itself, and hide that a later one is.
      course.run(connection, -WARM_UP, 0);
      for (int i = 0; i < TENTHS; i++) {
        long allocated = allocated();
        long start = System.nanoTime();
        course.run(connection, i * tenth, (i + 1) * tenth);
        long nanos = System.nanoTime() - start;
        System.out.println(nanos + " " + (allocated() - allocated) + " " + heap());
      }
      if (arguments.length > 2) {
        AgentCheck.isWell(arguments[2]);
      }
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
