package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import dev.dualwrite.tests.apps.ConsoleApp;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.Await;
import dev.dualwrite.tests.harness.ChildJvm.Outcome;
import dev.dualwrite.tests.harness.CommandLine;
import dev.dualwrite.tests.harness.Console;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.RunningChild;
import dev.dualwrite.tests.harness.Vendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of an application, from outside and after its end. */
@ExtendWith(Databases.Extension.class)
class StatusAndAuditTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void theAuditOfARunningApplicationNeedsNoNewDatabase(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = oldOnly(pair);
    try (Console console = Console.start(pair, config)) {
      console.run("bind 1 a INSERT INTO t VALUES (?, ?)", "bind 2 b INSERT INTO t VALUES (?, ?)");
      console.run("SELECT * FROM t", "CREATE TABLE u (id INT PRIMARY KEY)");

      Map<String, Object> audit = listening(config).json(1, "audit");

      assertEquals("no-go", audit.get("verdict"));
      assertTrue(audit.get("plannedFor").toString().contains("dualwrite.new.url"), audit::toString);
      List<Map<String, Object>> statements = statements(audit);
      assertEquals("CREATE TABLE u (id INT PRIMARY KEY)", statements.get(0).get("sql"));
      assertEquals("no-go", statements.get(0).get("verdict"));
      assertEquals("INSERT INTO t VALUES (?, ?)", statements.get(1).get("sql"));
      assertEquals(2, statements.get(1).get("executions"));
      assertEquals("go", statements.get(1).get("verdict"));
      assertEquals(
          ConsoleApp.class.getName(), ((Map<?, ?>) statements.get(1).get("origin")).get("class"));
      assertEquals(2, statements.size());
    }
  }

  @Test
  void afterTheEndTheAuditAndTheStatusAreStillThere(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = oldOnly(pair);
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (1, 'a')");
      console.end();
    }
    CommandLine line = new CommandLine(config.write());

    assertEquals(1, statements(line.json(0, "audit")).size());
    assertEquals("ended", line.json(0, "status").get("application"));
    assertEquals(0, line.run("retry").exitCode());
  }

  @Test
  void aKilledApplicationIsNotTakenForARunningOne(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = oldOnly(pair);
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (1, 'a')");
      Await.until("the audit is kept", LIMIT, () -> keeps("INSERT INTO t VALUES"));
      console.kill();
    }
    assertTrue(Files.exists(controlFile()), "its control file is still there");
    CommandLine line = new CommandLine(config.write());

    Map<String, Object> status = line.json(0, "status");

    assertEquals("vanished", status.get("application"));
    assertEquals(1, statements(line.json(0, "audit")).size());
    assertTrue(line.run("status").output().contains("didn't end in order"));
  }

  @Test
  void theStatusOfARunningApplicationCountsWhatWasMirroredAndWhatWasNot(Databases databases)
      throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = AgentConfig.of(pair, "new-secondary", folder).withoutCheck();
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (1, 'a')", "INSERT INTO t VALUES (2, 'secret-value')");
      CommandLine line = listening(config);
      Map<String, Object> clean = line.json(0, "status");
      assertEquals("inline", clean.get("condition"));
      assertEquals("2/0", rowsOf(clean, "T"));

      pair.newDatabase().execute("DELETE FROM t", "INSERT INTO t VALUES (3, 'x')");
      console.run("INSERT INTO t VALUES (3, 'secret-value')");
      Map<String, Object> after = line.json(1, "status");

      assertEquals("2/1", rowsOf(after, "T"));
      assertEquals(1, after.get("openDivergences"));
      assertEquals(
          "write-failed", ((Map<?, ?>) ((List<?>) after.get("errors")).get(0)).get("kind"));
      assertFalse(after.toString().contains("secret-value"), after.toString());
      assertTrue(line.run("status").output().contains("NOT CLEAN: 1 open divergence."));
    }
  }

  @Test
  @SuppressWarnings("BanJNDI") // The other side is the test's own child.
  void theSameFiguresAreInTheMBean(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = AgentConfig.of(pair, "new-secondary", folder);
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (1, 'a')");
      VirtualMachine machine = VirtualMachine.attach(Long.toString(console.pid()));
      String address = machine.startLocalManagementAgent();
      machine.detach();
      try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
        MBeanServerConnection beans = connector.getMBeanServerConnection();
        ObjectName name = new ObjectName("dev.dualwrite:type=Dualwrite");
        Await.until("the MBean is there", LIMIT, () -> beans.isRegistered(name));

        assertEquals("inline", beans.getAttribute(name, "Condition"));
        assertEquals(0L, beans.getAttribute(name, "Queued"));
        beans.invoke(name, "retry", new Object[0], new String[0]);
      }
    }
  }

  @Test
  void withoutStateACommandFailsAndMakesNone(Databases databases) throws Exception {
    AgentConfig config = oldOnly(fresh(databases));
    CommandLine line = new CommandLine(config.write());

    for (String command : List.of("status", "audit", "retry")) {
      Outcome outcome = line.run(command);
      assertEquals(3, outcome.exitCode(), outcome.toString());
      assertTrue(outcome.errors().contains("There is no state at"), outcome.errors());
    }
    assertFalse(Files.exists(folder.resolve("state")));
  }

  @Test
  void aFolderOfSomethingElseIsNotTakenForState(Databases databases) throws Exception {
    AgentConfig config = oldOnly(fresh(databases));
    Files.writeString(Files.createDirectories(folder.resolve("state")).resolve("mine.txt"), "x");

    Outcome outcome = new CommandLine(config.write()).run("status");

    assertEquals(3, outcome.exitCode(), outcome.toString());
    try (Stream<Path> files = Files.list(folder.resolve("state"))) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void twoCommandsAtOnceBothSucceed(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = oldOnly(pair);
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (1, 'a')");
      console.end();
    }
    CommandLine line = new CommandLine(config.write());
    try (RunningChild first = line.command("status").start();
        RunningChild second = line.command("audit").start()) {
      assertEquals(0, first.awaitEnd(LIMIT).exitCode());
      assertEquals(0, second.awaitEnd(LIMIT).exitCode());
    }
  }

  @Test
  void withoutTheTokenTheApplicationTellsNothing(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = oldOnly(pair);
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (1, 'a')");
      CommandLine line = listening(config);
      String real = Files.readString(controlFile());
      String token = real.replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");
      Files.writeString(controlFile(), real.replace(token, "0".repeat(token.length())));

      Outcome outcome = line.run("status");

      assertEquals(3, outcome.exitCode(), outcome.toString());
      assertTrue(outcome.errors().contains("the token is wrong"), outcome.errors());
      assertFalse(outcome.errors().contains(token));
    }
  }

  private static DatabasePair fresh(Databases databases) throws Exception {
    DatabasePair pair = databases.pair(Vendor.H2);
    pair.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(50))");
    return pair;
  }

  private AgentConfig oldOnly(DatabasePair pair) {
    return AgentConfig.of(pair, "old-only", folder)
        .without("dualwrite.new.url")
        .without("dualwrite.new.username")
        .without("dualwrite.new.password");
  }

  /** Returns the command line, once the application answers it. */
  private CommandLine listening(AgentConfig config) throws Exception {
    Await.until("the application listens", LIMIT, () -> Files.exists(controlFile()));
    return new CommandLine(config.write());
  }

  private Path controlFile() {
    return folder.resolve("state/control.json");
  }

  private boolean keeps(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
      return false;
    }
  }

  @SuppressWarnings("unchecked") // A JSON array of objects.
  private static List<Map<String, Object>> statements(Map<String, Object> audit) {
    return (List<Map<String, Object>>) audit.get("statements");
  }

  private static String rowsOf(Map<String, Object> status, String table) {
    for (Object each : (List<?>) status.get("tables")) {
      Map<?, ?> fields = (Map<?, ?>) each;
      if (fields.get("table").toString().endsWith(table)) {
        return fields.get("mirrored") + "/" + fields.get("failed");
      }
    }
    return "none";
  }
}
