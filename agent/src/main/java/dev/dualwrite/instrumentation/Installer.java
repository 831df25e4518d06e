package dev.dualwrite.instrumentation;

import java.lang.instrument.Instrumentation;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the transformation of the drivers' classes with the JVM. */
public final class Installer {
  private static final Logger logger = LoggerFactory.getLogger(Installer.class);

  private Installer() {}

  /**
   * Instruments the classes of drivers that are loaded from now on.
   *
   * @param included accepts the names of further drivers' classes
   */
  public static void install(Instrumentation instrumentation, Predicate<String> included) {
    DriverMatcher matcher = new DriverMatcher(included);
    warnOfLoadedDrivers(instrumentation, matcher);
    instrumentation.addTransformer(new HookTransformer(matcher));
  }

  /** A loaded class can't be given a field any more, so its writes would be lost in silence. */
  private static void warnOfLoadedDrivers(Instrumentation instrumentation, DriverMatcher matcher) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (matcher.mayMatch(loaded.getName())) {
        logger.error(
            "The driver's class {} was loaded before Dualwrite: its writes are NOT mirrored. Put -javaagent:dualwrite-agent.jar before other agents.",
            loaded.getName());
      }
    }
  }
}
