package dev.dualwrite.divergence;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds where in the application a call of the driver comes from. */
public final class OriginFinder {
  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private static final List<String> DRIVERS =
      List.of(
          "org.postgresql.",
          "org.mariadb.jdbc.",
          "com.mysql.",
          "org.h2.",
          "org.hsqldb.",
          "org.apache.derby.",
          "org.sqlite.",
          "com.microsoft.sqlserver.",
          "oracle.jdbc.",
          "oracle.ucp.",
          "com.ibm.db2.");

  private static final List<String> POOLS =
      List.of(
          "com.zaxxer.hikari.",
          "org.apache.commons.dbcp.",
          "org.apache.commons.dbcp2.",
          "com.mchange.",
          "org.apache.tomcat.jdbc.",
          "org.apache.tomcat.dbcp.",
          "com.alibaba.druid.",
          "com.p6spy.");

  private static final List<String> AGENT =
      Stream.of(
              "bootstrap",
              "instrumentation",
              "route",
              "capture",
              "mirror",
              "migration",
              "operations",
              "agent",
              "endpoint",
              "rows",
              "plan",
              "schema",
              "dialect",
              "phase",
              "config",
              "divergence",
              "logging",
              "command")
          .map(name -> "dev.dualwrite." + name + ".")
          .collect(Collectors.toUnmodifiableList());

  /** Asked at each mirrored write, about some ten frames. */
  private static final String[] NOT_THE_APPLICATION =
      Stream.of(JDK, DRIVERS, POOLS, AGENT).flatMap(List::stream).toArray(String[]::new);

  private OriginFinder() {}

  /** The first frame of the current call that is none of the JDK's, a driver's or a pool's. */
  public static Optional<Origin> ofThisCall() {
    return WALKER.walk(OriginFinder::first);
  }

  private static Optional<Origin> first(Stream<StackWalker.StackFrame> frames) {
    Iterator<StackWalker.StackFrame> each = frames.iterator();
    while (each.hasNext()) {
      StackWalker.StackFrame frame = each.next();
      if (isApplication(frame.getClassName())) {
        return Optional.of(
            new Origin(frame.getClassName(), frame.getMethodName(), frame.getLineNumber()));
      }
    }
    return Optional.empty();
  }

  /** The same of a stack trace, innermost frame first. */
  public static Optional<Origin> of(StackTraceElement[] frames) {
    for (StackTraceElement frame : frames) {
      if (isApplication(frame.getClassName())) {
        return Optional.of(
            new Origin(frame.getClassName(), frame.getMethodName(), frame.getLineNumber()));
      }
    }
    return Optional.empty();
  }

  private static boolean isApplication(String className) {
    for (String prefix : NOT_THE_APPLICATION) {
      if (className.startsWith(prefix)) {
        return false;
      }
    }
    return !className.contains("$Proxy");
  }
}
