package dev.dualwrite.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.plan.SqlMasker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergenceReportTest {
  @TempDir Path folder;
  private Path log;

  @BeforeEach
  void nameTheLog() {
    log = folder.resolve("log.jsonl");
  }

  @Test
  void recordsAreGroupedByTableKindAndSqlWithoutItsLiterals() throws IOException {
    write(
        log,
        record("10", "orders", "write-failed", "UPDATE orders SET a = 1", 1),
        record("12", "orders", "write-failed", "UPDATE orders SET a = 2", 2),
        record("11", "orders", "update-count", "UPDATE orders SET a = 3", 3),
        record("13", "items", "write-failed", "UPDATE orders SET a = 4", 4));

    DivergenceReport report = read();

    assertEquals(3, report.groups().size());
    DivergenceGroup group = report.groups().get(0);
    assertEquals(Optional.of("orders"), group.table());
    assertEquals("write-failed", group.kind());
    assertEquals(Optional.of("UPDATE orders SET a = ?"), group.sql());
    assertEquals(2, group.count());
    assertEquals("2026-11-22T21:00:10.000Z", group.first());
    assertEquals("2026-11-22T21:00:12.000Z", group.last());
    assertEquals(4, report.records());
    assertEquals(4, report.open());
  }

  @Test
  void rotatedFilesAreReadToo() throws IOException {
    write(folder.resolve("log.jsonl.2"), record("10", "orders", "row-extra", "x", 1));
    write(folder.resolve("log.jsonl.1"), record("11", "orders", "row-extra", "x", 2));
    write(log, record("12", "orders", "row-extra", "x", 3));

    DivergenceReport report = read();

    assertEquals(3, report.files().size());
    assertEquals(
        List.of("log.jsonl.2:1", "log.jsonl.1:1", "log.jsonl:1"),
        report.groups().get(0).examples().stream().map(each -> each.place()).toList());
  }

  @Test
  void aTornLineIsCountedAndTheRestIsRead() throws IOException {
    String torn = record("11", "orders", "row-extra", "x", 2).substring(0, 40);
    write(log, record("10", "orders", "row-extra", "x", 1), "[1]", "{\"kind\":", "");
    Files.writeString(log, Files.readString(log) + torn);

    DivergenceReport report = read();

    assertEquals(1, report.records());
    assertEquals(List.of("log.jsonl:2", "log.jsonl:3", "log.jsonl:5"), report.unreadable());
  }

  @Test
  void aRepairedRecordIsNotOpen() throws IOException {
    write(
        log,
        record("10", "orders", "update-count", "x", 1).replace("logged", "repaired"),
        record("11", "orders", "update-count", "x", 2).replace("logged", "parked"));

    assertEquals(1, read().open());
  }

  @Test
  void aResolvedRowClosesItsEarlierRecordsAndNotItsLaterOnes() throws IOException {
    write(
        log,
        record("10", "orders", "write-failed", "x", 1),
        record("11", "orders", "row-missing", "y", 1),
        record("12", "orders", "write-failed", "x", 2),
        record("13", "items", "write-failed", "x", 1),
        record("14", "orders", "resolved", "x", 1),
        record("14", "orders", "resolved", "x", 1),
        record("15", "orders", "write-failed", "x", 1));

    assertEquals(3, read().open());
  }

  @Test
  void aResolvedTransactionClosesItsRecordsThatNameNoRow() throws IOException {
    String doubt = "{\"kind\":\"in-doubt\",\"transaction\":\"t1\",\"action\":\"queued\"}";
    write(log, doubt, doubt.replace("t1", "t2"), doubt.replace("in-doubt", "resolved"));

    assertEquals(1, read().open());
  }

  @Test
  void onlyAFewExamplesAreKept() throws IOException {
    write(
        log,
        Stream.iterate(1, id -> id + 1)
            .limit(50)
            .map(id -> record("10", "orders", "row-extra", "x", id))
            .toArray(String[]::new));

    DivergenceGroup group = read().groups().get(0);

    assertEquals(50, group.count());
    assertEquals(3, group.examples().size());
    assertEquals("{id=1}", group.examples().get(0).fields().get("key").toString());
  }

  @Test
  void anEmptyLogHasNoGroups() throws IOException {
    write(log);

    assertEquals(List.of(), read().groups());
  }

  @Test
  void aLogThatIsNotThereIsAnError() {
    assertThrows(NoSuchFileException.class, this::read);
  }

  private DivergenceReport read() throws IOException {
    return DivergenceReport.read(log, new SqlMasker(Dialects.forUrl("jdbc:postgresql:a").lexing()));
  }

  private static String record(String second, String table, String kind, String sql, int id) {
    return "{\"time\":\"2026-11-22T21:00:%s.000Z\",\"kind\":\"%s\",\"table\":\"%s\",\"key\":{\"id\":%d},\"sql\":\"%s\",\"action\":\"logged\"}"
        .formatted(second, kind, table, id, sql);
  }

  private static void write(Path file, String... lines) throws IOException {
    Files.write(file, List.of(lines));
  }
}
