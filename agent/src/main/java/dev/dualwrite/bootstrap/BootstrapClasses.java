package dev.dualwrite.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;

/**
 * Defines the hooks in the bootstrap loader, where instrumented classes of every loader find them.
 *
 * <p>By definition and not by {@code appendToBootstrapClassLoaderSearch}: that makes the JVM give
 * up its class data sharing and print a warning to the application's standard output (JDK 17).
 */
final class BootstrapClasses {
  /** In an order in which each class comes after those that it extends. */
  static final List<String> NAMES =
      List.of(
          "JdbcMethod$Role",
          "JdbcMethod$Shape",
          "JdbcMethod",
          "HookState",
          "HookState$1",
          "HostState",
          "Call",
          "Call$Skipped",
          "HookHandler",
          "RoutedOutcome",
          "JdbcHooks");

  private BootstrapClasses() {}

  static void define(Instrumentation instrumentation, JarFile jar) throws IOException {
    String folder = BootstrapClasses.class.getPackageName().replace('.', '/') + "/";
    try {
      Definer definer = new Definer(instrumentation);
      for (String name : NAMES) {
        definer.define(folder + name, read(jar, folder + name + ".class"));
      }
    } catch (ReflectiveOperationException | LinkageError notThisJvm) {
      instrumentation.appendToBootstrapClassLoaderSearch(jar);
    }
  }

  private static byte[] read(JarFile jar, String entry) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
      return in.readAllBytes();
    }
  }

  /**
   * The JDK's own way of defining a class without a loader, opened to this class by the
   * instrumentation service.
   */
  private static final class Definer {
    private final Object unsafe;
    private final Method defineClass;

    Definer(Instrumentation instrumentation) throws ReflectiveOperationException {
      instrumentation.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of("jdk.internal.misc", Set.of(BootstrapClasses.class.getModule())),
          Map.of(),
          Set.of(),
          Map.of());
      Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
      this.unsafe = type.getMethod("getUnsafe").invoke(null);
      this.defineClass =
          type.getMethod(
              "defineClass",
              String.class,
              byte[].class,
              int.class,
              int.class,
              ClassLoader.class,
              ProtectionDomain.class);
    }

    void define(String internalName, byte[] bytes) throws ReflectiveOperationException {
      defineClass.invoke(unsafe, internalName, bytes, 0, bytes.length, null, null);
    }
  }
}
