package dev.dualwrite.instrumentation;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.function.Predicate;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.matcher.ElementMatchers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the transformation of the drivers' classes with the JVM. */
public final class Installer {
  private static final Logger logger = LoggerFactory.getLogger(Installer.class);

  /**
   * Keeps Byte Buddy from sun.misc.Unsafe, which it doesn't need here and of which JDK 25 warns on
   * stderr.
   */
  private static final String SAFE = "net.bytebuddy.safe";

  private Installer() {}

  /**
   * Instruments the classes of drivers that are loaded from now on.
   *
   * @param included accepts the names of further drivers' classes
   */
  public static void install(Instrumentation instrumentation, Predicate<String> included) {
    DriverMatcher matcher = new DriverMatcher(included);
    warnOfLoadedDrivers(instrumentation, matcher);
    String before = System.getProperty(SAFE);
    try {
      System.setProperty(SAFE, "true");
      instrumentation.addTransformer(new NameFilter(matcher, transformer(matcher)));
    } finally {
      restore(before);
    }
  }

  private static void restore(String before) {
    if (before == null) {
      System.clearProperty(SAFE);
    } else {
      System.setProperty(SAFE, before);
    }
  }

  private static ClassFileTransformer transformer(DriverMatcher matcher) {
    return new AgentBuilder.Default(new ByteBuddy().with(TypeValidation.DISABLED))
        .with(AgentBuilder.TypeStrategy.Default.REDEFINE)
        .with(AgentBuilder.InitializationStrategy.NoOp.INSTANCE)
        .with(new TransformationListener())
        .ignore(ElementMatchers.none())
        .type((type, loader, module, redefined, domain) -> !matcher.rolesOf(type).isEmpty())
        .transform(new HookTransformer(matcher))
        .makeRaw();
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
