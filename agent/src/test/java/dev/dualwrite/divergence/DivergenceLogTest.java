package dev.dualwrite.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.dualwrite.config.LoggedValues;
import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.logging.RollingFile;
import dev.dualwrite.plan.SqlMasker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DivergenceLogTest {
  private static final Duration WAIT = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final List<String> alarms = new CopyOnWriteArrayList<>();

  @Test
  void aRecordIsInTheFileWhenAppendReturns() throws Exception {
    Path path = folder.resolve("log.jsonl");
    Settings settings =
        Settings.of(
            Map.of(
                "dualwrite.old.url", "jdbc:h2:mem:old",
                "dualwrite.instance", "here",
                "dualwrite.divergence.log", path.toString()));
    try (DivergenceLog log = new DivergenceLog(settings, WAIT)) {
      log.append(record("one"));

      Map<String, Object> line = JSON.std.mapFrom(Files.readString(path));
      assertEquals("one", line.get("table"));
      assertEquals("here", line.get("instance"));
      assertEquals(1, log.written());
    }
  }

  @Test
  void recordsOfManyThreadsAreAllThereOnceAndWhole() throws Exception {
    Path path = folder.resolve("log.jsonl");
    int threads = 8;
    int each = 200;
    try (DivergenceLog log = log(path, 64_000, 100)) {
      List<Thread> authors = new ArrayList<>();
      for (int author = 0; author < threads; author++) {
        String name = "author" + author;
        authors.add(
            new Thread(
                () -> {
                  for (int number = 0; number < each; number++) {
                    log.append(record(name + "-" + number));
                  }
                }));
      }
      authors.forEach(Thread::start);
      for (Thread author : authors) {
        author.join();
      }
    }

    List<String> tables = tables(path);
    assertEquals(threads * each, tables.size());
    assertEquals(threads * each, new HashSet<>(tables).size());
    assertTrue(RollingFile.files(path).size() > 1);
    assertEquals(List.of(), alarms);
  }

  @Test
  void noFileGrowsBeyondItsSizeThoughRecordsComeTogether() throws Exception {
    Path path = folder.resolve("log.jsonl");
    try (DivergenceLog log = log(path, 4096, 100)) {
      List<Divergence> many = new ArrayList<>();
      for (int number = 0; number < 500; number++) {
        many.add(record("t" + number));
      }
      log.appendAll(many);
    }

    assertEquals(500, tables(path).size());
    for (Path file : RollingFile.files(path)) {
      assertTrue(Files.size(file) <= 4096, file + " has " + Files.size(file));
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamedOnceAndNothingIsLostWhenItCanBeAgain() throws Exception {
    Path blocker = Files.writeString(folder.resolve("logs"), "");
    Path path = blocker.resolve("log.jsonl");
    try (DivergenceLog log = log(path, 100_000, 2)) {
      log.append(record("one"));
      log.append(record("two"));
      assertEquals(1, alarms.size(), alarms.toString());
      assertTrue(alarms.get(0).contains(path.toString()), alarms.get(0));
      assertTrue(alarms.get(0).contains("dualwrite.divergence.log to another file"));
      assertEquals(0, log.written());

      Files.delete(blocker);
      log.append(record("three"));

      assertEquals(List.of("one", "two", "three"), tables(path));
      assertEquals(3, log.written());
      assertEquals(0, log.lost());
      assertTrue(alarms.get(1).contains("holds the 2 records that had to wait"), alarms.get(1));
    }
  }

  @Test
  void aFullDiskIsReportedAndTheRecordIsKept() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "only Linux has a device that is always full");
    Path path = folder.resolve("log.jsonl");
    Files.createSymbolicLink(path, full);
    try (DivergenceLog log = log(path, 100_000, 2)) {
      log.append(record("one"));
      assertTrue(alarms.get(0).contains("No space left"), alarms.toString());

      Files.delete(path);
      log.append(record("two"));
      assertEquals(List.of("one", "two"), tables(path));
    }
  }

  @Test
  void aDiskThatHangsDelaysOneRecordByTheWaitAndTheNextNotAtAll() throws Exception {
    // Opening a named pipe hangs until somebody reads from it.
    Path pipe = folder.resolve("log.jsonl");
    assumeTrue(hasNamedPipes(pipe), "needs mkfifo");
    List<String> read = new CopyOnWriteArrayList<>();
    Thread reader = new Thread(() -> readAll(pipe, read));
    try (DivergenceLog log = log(pipe, 100_000, 2, Duration.ofMillis(200))) {
      log.append(record("one"));
      long before = System.nanoTime();
      for (int number = 0; number < 100; number++) {
        log.append(record("more"));
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
      assertTrue(millis < 2_000, "100 records took " + millis + " ms");
      reader.start();
    }
    reader.join();
    assertEquals(101, read.size());
  }

  @Test
  void recordsBeyondTheQueueOfAHangingDiskAreCountedAsLost() throws Exception {
    Path pipe = folder.resolve("log.jsonl");
    assumeTrue(hasNamedPipes(pipe), "needs mkfifo");
    List<String> read = new CopyOnWriteArrayList<>();
    Thread reader = new Thread(() -> readAll(pipe, read));
    DivergenceLog log = log(pipe, 10_000_000, 2, Duration.ofMillis(1));
    try (log) {
      for (int number = 0; number < 2_000; number++) {
        log.append(record("more"));
      }
      assertTrue(log.lost() >= 900, "lost " + log.lost());
      assertTrue(alarms.get(0).contains("its disk doesn't answer"), alarms.toString());
      reader.start();
    }
    reader.join();
    assertEquals(2_000, read.size() + log.lost());
  }

  @Test
  void anInterruptedThreadWritesItsRecordAndStaysInterrupted() throws Exception {
    Path path = folder.resolve("log.jsonl");
    try (DivergenceLog log = log(path, 100_000, 2)) {
      Thread.currentThread().interrupt();
      log.append(record("one"));

      assertTrue(Thread.interrupted());
      assertEquals(List.of("one"), tables(path));
    }
  }

  @Test
  void aRecordThatCannotBeRenderedIsCountedAndReportedWithoutItsValues() throws Exception {
    Map<String, Object> key = Collections.singletonMap(null, "s3cret");
    try (DivergenceLog log = log(folder.resolve("log.jsonl"), 100_000, 2)) {
      log.append(
          Divergence.builder(DivergenceKind.ROW_MISSING, DivergenceAction.LOGGED).key(key).build());

      assertEquals(1, log.lost());
      assertTrue(alarms.get(0).contains("row-missing cannot be rendered"), alarms.toString());
      assertFalse(alarms.get(0).contains("s3cret"), alarms.toString());
    }
  }

  @Test
  void aRecordAfterTheEndIsReportedAndNotThrown() throws Exception {
    DivergenceLog log = log(folder.resolve("log.jsonl"), 100_000, 2);
    log.close();

    log.append(record("late"));

    assertEquals(1, log.lost());
    assertTrue(alarms.get(0).contains("it is closed"), alarms.toString());
  }

  @Test
  void theWriterIsANamedDaemonThatEndsWithTheLog() throws Exception {
    DivergenceLog log = log(folder.resolve("log.jsonl"), 100_000, 2);
    Thread writer =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("test-divergence-log"))
            .findFirst()
            .orElseThrow();
    assertTrue(writer.isDaemon());

    log.close();

    assertFalse(writer.isAlive());
  }

  private DivergenceLog log(Path path, long maxBytes, int maxFiles) {
    return log(path, maxBytes, maxFiles, WAIT);
  }

  private DivergenceLog log(Path path, long maxBytes, int maxFiles, Duration wait) {
    RollingFile file = new RollingFile(path, maxBytes, maxFiles);
    return new DivergenceLog(
        new DivergenceRenderer(
            LoggedValues.KEYS, new SqlMasker(Dialects.forUrl("jdbc:h2:").lexing()), "test"),
        new LineWriter(
            file, new Alarm(file.path(), alarms::add, System::nanoTime), "test-divergence-log"),
        wait);
  }

  private static Divergence record(String table) {
    return Divergence.builder(DivergenceKind.WRITE_FAILED, DivergenceAction.LOGGED)
        .table(table)
        .build();
  }

  private static List<String> tables(Path path) throws IOException {
    List<String> tables = new ArrayList<>();
    for (Path file : RollingFile.files(path)) {
      for (String line : Files.readAllLines(file)) {
        tables.add((String) JSON.std.mapFrom(line).get("table"));
      }
    }
    return tables;
  }

  private static void readAll(Path pipe, List<String> lines) {
    try {
      lines.addAll(Files.readAllLines(pipe));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean hasNamedPipes(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }
}
