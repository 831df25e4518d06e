package dev.dualwrite.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineMainTest {
  @TempDir Path folder;

  @Test
  void withoutACommandTheUsageIsShownAndTheUseIsWrong() {
    CommandRun run = CommandRun.of();

    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().contains("Name a command."), run.err());
    assertTrue(run.err().contains("report"), run.err());
  }

  @Test
  void anUnknownCommandOptionOrAMissingOneIsWrongUse() {
    assertEquals(2, CommandRun.of("reprot").exitCode());
    assertEquals(2, CommandRun.of("report", "--jsn").exitCode());

    CommandRun missing = CommandRun.of("report");
    assertEquals(2, missing.exitCode());
    assertTrue(missing.err().contains("--config=FILE"), missing.err());
  }

  @Test
  void helpAndVersionAreNoFailure() {
    assertEquals(0, CommandRun.of("--help").exitCode());
    assertEquals(0, CommandRun.of("report", "--help").exitCode());
    assertTrue(CommandRun.of("--version").out().startsWith("Dualwrite "));
  }

  @Test
  void aWrongConfigurationIsWrongUseAndNamesAllThatIsWrong() throws Exception {
    Path file =
        Files.writeString(folder.resolve("d.properties"), "dualwrite.phase=x\ndualwrite.y=1\n");

    CommandRun run = CommandRun.of("report", "--config", file.toString());

    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().contains("dualwrite.phase: 'x' is not allowed"), run.err());
    assertTrue(run.err().contains("dualwrite.y: there is no such key"), run.err());
    assertTrue(run.err().contains("dualwrite.old.url: it is missing"), run.err());
  }

  @Test
  void aMissingConfigurationIsNamed() {
    CommandRun run = CommandRun.of("report", "--config", "/no/such.properties");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("/no/such.properties"), run.err());
  }
}
