package dev.dualwrite.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

@ResourceLock(Resources.SYSTEM_ERR)
class AgentLogTest {
  private static final Logger LOGGER = LoggerFactory.getLogger("dev.dualwrite.mirror.Twin");
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  @TempDir Path folder;

  @AfterEach
  void backToTheDefaults() {
    AgentLog.configure(LogLevel.WARN, "stderr");
  }

  @Test
  void slf4jFindsOurLoggers() {
    assertInstanceOf(QuietLogger.class, LOGGER);
  }

  @Test
  void warningsGoToStderrBeforeAnythingIsConfigured() {
    String written =
        stderrOf(
            () -> {
              LOGGER.info("not seen");
              LOGGER.warn("the {} is {}", "twin", "late");
            });

    assertTrue(written.matches(TIME + " WARN dualwrite - the twin is late\\R"), written);
  }

  @Test
  void theLevelAndTheFileAreThoseOfTheConfiguration() throws Exception {
    Path file = folder.resolve("logs/agent.log");
    AgentLog.configure(LogLevel.INFO, file.toString());

    String written =
        stderrOf(
            () -> {
              LOGGER.info("seen");
              LOGGER.debug("not seen");
            });

    assertEquals("", written);
    assertTrue(Files.readString(file).matches(TIME + " INFO dualwrite - seen\\R"));
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedOnceAndNoMessageIsLost() throws Exception {
    Path blocker = Files.writeString(folder.resolve("file"), "");
    String written =
        stderrOf(
            () -> {
              AgentLog.configure(LogLevel.WARN, blocker.resolve("agent.log").toString());
              LOGGER.warn("one");
              LOGGER.warn("two");
            });

    assertEquals(3, written.lines().count(), written);
    assertTrue(written.startsWith("dualwrite.log: '" + blocker.resolve("agent.log")), written);
    assertTrue(written.contains("dualwrite - one"), written);
    assertTrue(written.contains("dualwrite - two"), written);
  }

  @Test
  void aLibraryIsNamedBesideTheProduct() {
    String line =
        LogLine.text(Instant.EPOCH, Level.WARN, "com.zaxxer.hikari.HikariPool", "m", null);

    assertEquals("1970-01-01T00:00:00.000Z WARN dualwrite(HikariPool) - m", line.strip());
  }

  @Test
  void aDatabasesFailureIsOneLineWithItsCauses() {
    SQLException failure = new SQLException("no\nconnection", new java.io.IOException("refused"));

    assertEquals(
        "1970-01-01T00:00:00.000Z ERROR dualwrite - lost: java.sql.SQLException: no | connection:"
            + " java.io.IOException: refused",
        line(failure).strip());
  }

  @Test
  void aBugHasItsStackTrace() {
    assertTrue(
        line(new IllegalStateException("bug")).contains("at dev.dualwrite.logging.AgentLog"));
  }

  @Test
  void aPasswordInAMessageOrInACauseIsHidden() {
    String line = line(new SQLException("cannot reach jdbc:mysql://a:hunter2@db?password=hunter2"));

    assertFalse(line.contains("hunter2"), line);
    assertTrue(line.contains("jdbc:mysql://a:***@db?password=***"), line);
  }

  private static String line(Throwable failure) {
    return LogLine.text(Instant.EPOCH, Level.ERROR, "dev.dualwrite.A", "lost", failure);
  }

  private static String stderrOf(Runnable action) {
    PrintStream original = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(original);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
