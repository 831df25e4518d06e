package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.ChildJvm.Outcome;
import dev.dualwrite.tests.harness.Console;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.DivergenceLines;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a configuration that can't work the application runs on, and is told what to do about it.
 */
@ExtendWith(Databases.Extension.class)
class BadInputTest {
  @TempDir Path folder;

  private DatabasePair pair;

  @BeforeEach
  void makeTables(Databases databases) throws Exception {
    pair = databases.pair(Vendor.H2);
    pair.execute("CREATE TABLE t (id INT PRIMARY KEY)");
  }

  @Test
  void aPropertiesFileThatIsNotThere() throws Exception {
    Path missing = folder.resolve("missing.properties");
    assertRunsOnAndIsTold(run(missing), missing.toString());
  }

  @Test
  void aPropertiesFileThatIsAFolder() throws Exception {
    assertRunsOnAndIsTold(run(folder), folder.toString());
  }

  @Test
  void aPropertiesFileThatIsNoProperties() throws Exception {
    Path file = Files.write(folder.resolve("bad.properties"), List.of("dualwrite.phase=\\u00zz"));
    assertRunsOnAndIsTold(run(file), file.toString());
  }

  @Test
  void anUnknownKey() throws Exception {
    assertRunsOnAndIsTold(
        run(config().with("dualwrite.phaze", "both-required").write()), "dualwrite.phaze");
  }

  @Test
  void aPhaseThatDoesNotExist() throws Exception {
    assertRunsOnAndIsTold(
        run(config().with("dualwrite.phase", "sideways").write()),
        "dualwrite.phase",
        "sideways",
        "both-required");
  }

  @Test
  void aDurationThatIsNone() throws Exception {
    assertRunsOnAndIsTold(
        run(config().with("dualwrite.mirror.timeout", "soon").write()),
        "dualwrite.mirror.timeout",
        "soon");
  }

  @Test
  void noNewUrlInAMirroringPhase() throws Exception {
    assertRunsOnAndIsTold(run(config().without("dualwrite.new.url").write()), "dualwrite.new.url");
  }

  @Test
  void aDriverJarThatIsNotThere() throws Exception {
    String jar = folder.resolve("no-driver.jar").toString();
    assertRunsOnAndIsTold(
        run(config().with("dualwrite.new.driver.path", jar).write()),
        "dualwrite.new.driver.path",
        jar);
  }

  @Test
  void anEnvironmentVariableThatIsNotSet() throws Exception {
    assertRunsOnAndIsTold(
        run(config().with("dualwrite.new.password", "${env:DUALWRITE_NOT_SET}").write()),
        "dualwrite.new.password",
        "DUALWRITE_NOT_SET");
  }

  @Test
  void aLogFolderThatCannotBeWritten() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    String log = file.resolve("divergence.jsonl").toString();
    Outcome outcome = run(config().with("dualwrite.divergence.log", log).write());

    assertEquals("1 ok", outcome.success().substring(0, 4));
    assertTrue(outcome.errors().contains(log), outcome.errors());
  }

  @Test
  void aDatabaseThatCannotBeReached() throws Exception {
    String url = "jdbc:h2:tcp://localhost:1/mem:none";

    assertRunsOnAndIsTold(run(config().with("dualwrite.new.url", url).write()), url);

    assertEquals(1, DivergenceLines.read(config().divergenceLog()).naming("t").size());
  }

  @Test
  void onConfigErrorFailTheApplicationDoesNotStart() throws Exception {
    AgentConfig config =
        config().with("dualwrite.phase", "sideways").with("dualwrite.on-config-error", "fail");
    Outcome outcome;
    try (Console console = Console.start(pair, config)) {
      outcome = console.end();
    }

    assertNotEquals(0, outcome.exitCode());
    assertTrue(outcome.errors().contains("sideways"), outcome.errors());
    assertEquals("0", pair.oldDatabase().query("SELECT count(*) FROM t"));
  }

  @Test
  void onConfigErrorFailCountsForAMissingFileToo() throws Exception {
    Path missing = folder.resolve("missing.properties");
    Outcome outcome;
    try (Console console =
        Console.start(
            Console.app(pair.oldDatabase())
                .option("-Ddualwrite.on-config-error=fail")
                .agent(missing))) {
      outcome = console.end();
    }

    assertNotEquals(0, outcome.exitCode());
    assertTrue(outcome.errors().contains(missing.toString()), outcome.errors());
  }

  @Test
  void systemPropertiesAndTheEnvironmentOverrideTheFile() throws Exception {
    Path file =
        config()
            .with("dualwrite.phase", "old-only")
            .with("dualwrite.new.url", "jdbc:h2:mem:elsewhere")
            .with("dualwrite.new.password", "${env:TESTED_PASSWORD}")
            .write();
    try (Console console =
        Console.start(
            Console.app(pair.oldDatabase())
                .option("-Ddualwrite.phase=new-secondary")
                .environment("DUALWRITE_NEW_URL", pair.newDatabase().url())
                .environment("TESTED_PASSWORD", pair.newDatabase().password())
                .agent(file))) {
      console.run("INSERT INTO t VALUES (1)");
      console.end().success();
    }

    assertEquals("1", pair.newDatabase().query("SELECT count(*) FROM t"));
  }

  private AgentConfig config() {
    return AgentConfig.of(pair, "both-required", folder);
  }

  private Outcome run(Path properties) throws Exception {
    try (Console console = Console.start(Console.app(pair.oldDatabase()).agent(properties))) {
      console.answer("INSERT INTO t VALUES (1)");
      return console.end();
    }
  }

  private void assertRunsOnAndIsTold(Outcome outcome, String... told) throws Exception {
    assertEquals("1 ok", outcome.success().substring(0, 4));
    for (String text : told) {
      assertTrue(outcome.errors().contains(text), text + " is missing in\n" + outcome.errors());
    }
    assertEquals("1", pair.oldDatabase().query("SELECT count(*) FROM t"));
    assertEquals("0", pair.newDatabase().query("SELECT count(*) FROM t"));
  }
}
