package dev.dualwrite.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
  @TempDir private Path folder;

  /** A JVM that must not be touched. */
  private static Instrumentation untouched() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            AgentTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (self, method, arguments) -> {
              throw new AssertionError(method + " must not be called");
            });
  }

  private static String saidBy(Path file) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      Agent.start(file.toString(), untouched());
    } finally {
      System.setErr(before);
    }
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aBadConfigurationIsNamedAndTheApplicationStartsWithoutMirroring() throws Exception {
    Path file = folder.resolve("dualwrite.properties");
    Files.writeString(
        file,
        """
        dualwrite.phase=sideways
        dualwrite.old.url=jdbc:h2:mem:x
        dualwrite.old.password=hidden
        """);
    String said = saidBy(file);
    assertTrue(said.contains("dualwrite.phase"), said);
    assertTrue(said.contains("sideways"), said);
    assertTrue(said.contains("starts WITHOUT mirroring"), said);
    assertFalse(said.contains("hidden"), said);
  }

  @Test
  void aMissingConfigurationIsNamed() {
    Path file = folder.resolve("nowhere.properties");
    String said = saidBy(file);
    assertTrue(said.contains(file.toString()), said);
    assertTrue(said.contains("starts WITHOUT mirroring"), said);
  }
}
