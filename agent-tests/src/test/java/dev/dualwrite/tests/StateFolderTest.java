package dev.dualwrite.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.ChildJvm;
import dev.dualwrite.tests.harness.Console;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The folder of the durable state belongs to one application at a time, and is never emptied. */
@ExtendWith(Databases.Extension.class)
class StateFolderTest {
  @TempDir Path folder;

  @Test
  void aSecondApplicationOnItRunsWithoutMirroringAndSaysWhoHasIt(Databases databases)
      throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig holder = config(pair, "one").with("dualwrite.instance", "the-holder");
    AgentConfig other =
        config(pair, "two").with("dualwrite.state.dir", holder.stateFolder().toString());

    try (Console first = Console.start(pair, holder)) {
      first.run("INSERT INTO t VALUES (1, 'mirrored')");
      try (Console second = Console.start(pair, other)) {
        second.run("INSERT INTO t VALUES (2, 'not mirrored')");
        ChildJvm.Outcome outcome = second.end();
        assertEquals(0, outcome.exitCode());
        assertTrue(outcome.errors().contains(holder.stateFolder().toString()), outcome::errors);
        assertTrue(outcome.errors().contains("the-holder"), outcome::errors);
      }
      first.end().success();
    }

    assertEquals("1", pair.newDatabase().query("SELECT max(id) FROM t"));
    try (Console third = Console.start(pair, other)) {
      third.run("INSERT INTO t VALUES (3, 'mirrored')");
      third.end().success();
    }
    assertEquals("3", pair.newDatabase().query("SELECT max(id) FROM t"));
  }

  @Test
  void aStoreThatCannotBeReadIsSetAsideAndToldNotDeleted(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = config(pair, "one");
    try (Console first = Console.start(pair, config)) {
      first.run("INSERT INTO t VALUES (1, 'mirrored')");
      first.end().success();
    }
    Path store = largest(config.stateFolder());
    byte[] garbage = "this is no store ".repeat(1_000).getBytes(UTF_8);
    Files.write(store, garbage);

    ChildJvm.Outcome outcome;
    try (Console second = Console.start(pair, config)) {
      second.run("INSERT INTO t VALUES (2, 'mirrored')");
      outcome = second.end();
    }

    outcome.success();
    assertEquals(List.of(), pair.differences());
    Path aside = onlyFileWith(garbage, config.stateFolder());
    assertFalse(aside.equals(store), store::toString);
    assertTrue(outcome.errors().contains(aside.toString()), outcome::errors);
  }

  private static Path largest(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      return files.max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
    }
  }

  private static Path onlyFileWith(byte[] content, Path folder) throws Exception {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        if (Arrays.equals(content, Files.readAllBytes(file))) {
          found.add(file);
        }
      }
    }
    assertEquals(1, found.size(), found::toString);
    return found.get(0);
  }

  private AgentConfig config(DatabasePair pair, String name) {
    return AgentConfig.of(pair, "both-required", folder.resolve(name));
  }

  private static DatabasePair fresh(Databases databases) throws Exception {
    DatabasePair pair = databases.pair(Vendor.POSTGRESQL);
    pair.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(50))");
    return pair;
  }
}
