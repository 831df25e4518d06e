package dev.dualwrite.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  @TempDir Path folder;

  @Test
  void anApplicationWithoutWritesIsAGo() throws Exception {
    try (RunningInstance application = start()) {
      CommandRun run = application.run("audit");

      assertEquals(0, run.exitCode(), run.err());
      assertTrue(run.out().contains("Planned for another database of the same vendor"), run.out());
      assertTrue(run.out().contains("GO: 0 texts"), run.out());
    }
  }

  @Test
  void whatCannotBeMirroredIsANoGo() throws Exception {
    try (RunningInstance application = start()) {
      application.audit().unplanned("(COPY)", "rows loaded by the driver's own interface");

      CommandRun run = application.run("audit");

      assertEquals(1, run.exitCode(), run.err());
      assertTrue(run.out().contains("1. (COPY)"), run.out());
      assertTrue(run.out().contains("NO-GO: rows loaded by the driver's own interface"), run.out());
      assertTrue(run.out().contains("first from"), run.out());
      assertTrue(run.out().contains("NO-GO: 1 of 1 text can't"), run.out());
    }
  }

  @Test
  void theSameIsThereAsJson() throws Exception {
    try (RunningInstance application = start()) {
      application.audit().unplanned("(COPY)", "no");

      CommandRun run = application.run("audit", "--json");

      Map<String, Object> json = JSON.std.mapFrom(run.out());
      assertEquals(1, run.exitCode(), run.err());
      assertEquals("no-go", json.get("verdict"));
      Map<?, ?> statement = (Map<?, ?>) ((List<?>) json.get("statements")).get(0);
      assertEquals("(COPY)", statement.get("sql"));
      assertEquals("unmirrored", statement.get("strategy"));
      assertEquals(1, statement.get("executions"));
    }
  }

  @Test
  void withoutAnyStateItFails() throws Exception {
    assertEquals(3, RunningInstance.run(folder, "audit").exitCode());
  }

  private RunningInstance start() throws Exception {
    return RunningInstance.start(folder, status -> {}, scope -> 0);
  }
}
