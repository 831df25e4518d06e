package dev.dualwrite.bench.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** What a run was made on: enough to judge its figures, and nothing that names the machine. */
public final class Machine {
  private static final String ENDED = "ended";
  private static final String LENGTH = "length";
  private static final String CORES = "cores";
  private static final String MEMORY = "memory";
  private static final String JDK = "JDK";
  private static final String SYSTEM = "system";
  private static final long GIB = 1L << 30;

  /** The names of the facts, in the order in which they are told. */
  public static final List<String> FACTS = List.of(ENDED, LENGTH, CORES, MEMORY, JDK, SYSTEM);

  private Machine() {}

  /** Notes them in the figures. */
  public static void describe(Figures figures, Scale scale) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    figures.fact(ENDED, Instant.now().truncatedTo(ChronoUnit.MINUTES) + "");
    figures.fact(LENGTH, scale.name().toLowerCase(Locale.ROOT));
    figures.fact(CORES, Integer.toString(system.getAvailableProcessors()));
    figures.fact(MEMORY, Math.round((double) system.getTotalMemorySize() / GIB) + " GiB");
    figures.fact(JDK, System.getProperty("java.vm.name") + " " + Runtime.version());
    figures.fact(SYSTEM, system.getName() + " " + system.getArch());
  }
}
