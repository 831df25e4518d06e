package dev.dualwrite.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.dualwrite.config.Settings;
import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.divergence.DivergenceAction;
import dev.dualwrite.divergence.DivergenceKind;
import dev.dualwrite.divergence.DivergenceLog;
import dev.dualwrite.divergence.Origin;
import dev.dualwrite.phase.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir Path folder;
  private Path log;
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    log = folder.resolve("divergence.jsonl");
    config = folder.resolve("dualwrite.properties");
    Files.writeString(
        config, "dualwrite.old.url=jdbc:h2:mem:old\ndualwrite.divergence.log=" + log + "\n");
  }

  @Test
  void openDivergencesAreShownWithTheirPlaceAndAreADifference() throws Exception {
    record(failedWrite(5).build(), failedWrite(6).build());

    CommandRun run = CommandRun.of("report", "--config", config.toString());

    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().contains("(1 file): 2 records, 2 open"), run.out());
    assertTrue(run.out().contains("1. write-failed in orders"), run.out());
    assertTrue(run.out().contains("UPDATE orders SET note = ? WHERE id = ?"), run.out());
    assertTrue(
        run.out()
            .contains(
                "divergence.jsonl:1: key {id=5} on new [23505] no, logged,"
                    + " from com.acme.Orders.save:42"),
        run.out());
  }

  @Test
  void theColumnsOfTheTableAreAligned() throws Exception {
    record(
        failedWrite(5).build(),
        Divergence.builder(DivergenceKind.ROW_EXTRA, DivergenceAction.LOGGED)
            .table("customers_of_the_shop")
            .build());

    List<String> lines =
        CommandRun.of("report", "--config", config.toString()).out().lines().toList();

    assertEquals(lines.get(2).indexOf("first"), lines.get(3).indexOf("2026-11-22"));
    assertEquals(lines.get(2).indexOf("table"), lines.get(3).indexOf("orders"));
    assertEquals(lines.get(2).indexOf("table"), lines.get(4).indexOf("customers"));
  }

  @Test
  void theSameIsThereAsJson() throws Exception {
    record(failedWrite(5).build(), failedWrite(6).build());

    CommandRun run = CommandRun.of("report", "--json", "--config", config.toString());

    Map<String, Object> result = JSON.std.mapFrom(run.out());
    assertEquals(1, run.exitCode());
    assertEquals(2, result.get("records"));
    assertEquals(2, result.get("open"));
    Map<?, ?> group = (Map<?, ?>) ((List<?>) result.get("groups")).get(0);
    assertEquals("orders", group.get("table"));
    assertEquals("write-failed", group.get("kind"));
    assertEquals(2, group.get("count"));
    assertEquals("2026-11-22T21:00:00.000Z", group.get("first"));
    Map<?, ?> example = (Map<?, ?>) ((List<?>) group.get("examples")).get(0);
    assertEquals("divergence.jsonl:1", example.get("at"));
    assertEquals(Map.of("id", 5), example.get("key"));
  }

  @Test
  void aLogOfRepairedDivergencesIsClean() throws Exception {
    record(Divergence.builder(DivergenceKind.UPDATE_COUNT, DivergenceAction.REPAIRED).build());

    CommandRun run = CommandRun.of("report", "--config", config.toString());

    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("1 record, 0 open"), run.out());
  }

  @Test
  void anEmptyLogIsClean() throws Exception {
    record();

    CommandRun run = CommandRun.of("report", "--config", config.toString());

    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("0 records, 0 open"), run.out());
  }

  @Test
  void aTornLineIsSaidToBePassedOver() throws Exception {
    record(failedWrite(5).build());
    Files.writeString(log, "{\"time\":\"2026", StandardOpenOption.APPEND);

    CommandRun run = CommandRun.of("report", "--config", config.toString());

    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("1 line passed over"), run.out());
    assertTrue(run.out().contains("divergence.jsonl:2"), run.out());
  }

  @Test
  void aLogThatIsNotThereIsNotTakenForAnEmptyOne() {
    CommandRun run = CommandRun.of("report", "--config", config.toString());

    assertEquals(3, run.exitCode());
    assertTrue(run.err().contains("There is no divergence log at " + log), run.err());
    assertTrue(run.err().contains("dualwrite.divergence.log"), run.err());
  }

  @Test
  void whatIsLoggedCannotSteerTheTerminal() throws Exception {
    record(
        Divergence.builder(DivergenceKind.UNMIRRORED, DivergenceAction.LOGGED)
            .table("a\u001b[2Jb")
            .sql("x\u001b]0;title\u0007y")
            .build());

    String out = CommandRun.of("report", "--config", config.toString()).out();

    assertFalse(out.contains("\u001b"), out);
    assertFalse(out.contains("\u0007"), out);
  }

  private static Divergence.Builder failedWrite(int id) {
    return Divergence.builder(DivergenceKind.WRITE_FAILED, DivergenceAction.LOGGED)
        .time(Instant.parse("2026-11-22T21:00:00Z"))
        .side(Side.NEW)
        .table("orders")
        .key(Map.of("id", id))
        .sql("UPDATE orders SET note = 'a' WHERE id = " + id)
        .error(new SQLException("no", "23505"))
        .origin(new Origin("com.acme.Orders", "save", 42));
  }

  private void record(Divergence... divergences) throws Exception {
    Settings settings =
        Settings.of(
            Map.of(
                "dualwrite.old.url",
                "jdbc:h2:mem:old",
                "dualwrite.divergence.log",
                log.toString()));
    try (DivergenceLog open = new DivergenceLog(settings, Duration.ofSeconds(10))) {
      open.appendAll(List.of(divergences));
    }
  }
}
