package dev.dualwrite.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.Settings;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.testing.Waiting;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsTest {
  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  @TempDir Path folder;
  private final Map<String, String> documents = new ConcurrentHashMap<>();
  private final List<RetryScope> retried = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService scheduler = AgentThreads.scheduler("test");

  @AfterEach
  void endScheduler() {
    scheduler.shutdownNow();
  }

  @Test
  void aRunningApplicationTellsItsStatusAndItsAudit() throws Exception {
    try (Operations operations = operations(Optional.of(documents::put))) {
      operations.start();
      Waiting.until("it listens", () -> ControlFile.read(folder).isPresent());
      RunningApplication application = RunningApplication.of(folder);

      Status status = application.status();

      assertEquals(Life.RUNNING, status.life());
      assertEquals(7, status.lag().queued());
      assertEquals("tested", application.audit().instance());
    }
  }

  @Test
  void aRetryIsHandedOn() throws Exception {
    try (Operations operations = operations(Optional.of(documents::put))) {
      operations.start();
      Waiting.until("it listens", () -> ControlFile.read(folder).isPresent());
      RunningApplication application = RunningApplication.of(folder);

      assertEquals(5, application.retry(RetryScope.QUEUED).unparked());
      assertEquals(7, application.retry(RetryScope.QUEUED_AND_PARKED).status().lag().queued());

      assertEquals(List.of(RetryScope.QUEUED, RetryScope.QUEUED_AND_PARKED), retried);
    }
  }

  @Test
  void atTheEndTheLastStatusStaysBehindAndNothingListens() throws Exception {
    Operations operations = operations(Optional.of(documents::put));
    operations.start();
    Waiting.until("it has told", () -> documents.containsKey(DocumentStore.STATUS));
    assertEquals(Life.RUNNING, StatusJson.read(documents.get(DocumentStore.STATUS)).life());

    operations.close();

    assertEquals(Life.ENDED, StatusJson.read(documents.get(DocumentStore.STATUS)).life());
    assertTrue(documents.containsKey(DocumentStore.AUDIT));
    assertThrows(NotRunningException.class, () -> RunningApplication.of(folder));
  }

  @Test
  void anApplicationThatEndsAtOnceLeavesItsStatusAllTheSame() throws Exception {
    Operations operations = operations(Optional.of(documents::put));
    operations.start();
    operations.close();

    assertEquals(Life.ENDED, StatusJson.read(documents.get(DocumentStore.STATUS)).life());
  }

  @Test
  void withoutAFolderOfItsOwnItDoesNotListen() throws Exception {
    try (Operations operations = operations(Optional.empty())) {
      operations.start();
      Waiting.until("it works", () -> BEANS.isRegistered(bean("")));
    }
    assertFalse(Files.exists(ControlFile.in(folder)));
  }

  @Test
  void theFiguresAreInTheMBeanUntilTheEnd() throws Exception {
    try (Operations operations = operations(Optional.empty())) {
      operations.start();
      ObjectName name = bean("");
      Waiting.until("it is registered", () -> BEANS.isRegistered(name));

      assertEquals(7L, BEANS.getAttribute(name, "Queued"));
      assertEquals("catching-up", BEANS.getAttribute(name, "Condition"));
      CompositeData[] tables = (CompositeData[]) BEANS.getAttribute(name, "Tables");
      assertEquals("items", tables[0].get("table"));
      assertEquals(3L, tables[0].get("mirrored"));
      assertEquals(5L, BEANS.invoke(name, "retryParked", new Object[0], new String[0]));
      assertEquals(List.of(RetryScope.QUEUED_AND_PARKED), retried);
    }
    assertFalse(BEANS.isRegistered(bean("")));
  }

  @Test
  void aSecondAgentInTheJvmHasAnotherName() throws Exception {
    try (Operations first = operations(Optional.empty());
        Operations second = operations(Optional.empty())) {
      first.start();
      Waiting.until("the first is there", () -> BEANS.isRegistered(bean("")));
      second.start();
      Waiting.until("the second is there", () -> BEANS.isRegistered(bean(",instance=\"tested\"")));
    }
  }

  private Operations operations(Optional<DocumentStore> store) throws Exception {
    Settings settings =
        Settings.of(
            Map.of(
                "dualwrite.old.url",
                "jdbc:h2:mem:x",
                "dualwrite.instance",
                "tested",
                "dualwrite.state.dir",
                folder.toString()));
    StatusSource source =
        status ->
            status
                .condition(Condition.CATCHING_UP)
                .lag(new Lag(7, 0, 0, Optional.empty(), 0))
                .written("items", 3, 1);
    Retry retry =
        scope -> {
          retried.add(scope);
          return 5;
        };
    Audit audit = new Audit(settings, Clock.systemUTC());
    return new Operations(
        settings,
        audit,
        List.of(source),
        retry,
        Optional.empty(),
        store,
        Clock.systemUTC(),
        scheduler);
  }

  private static ObjectName bean(String further) throws Exception {
    return new ObjectName("dev.dualwrite:type=Dualwrite" + further);
  }
}
