package dev.dualwrite.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.state.JsonFields;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {
  @TempDir Path folder;
  private final List<Object> asked = new ArrayList<>();
  private ControlServer server;

  @BeforeEach
  void listen() throws Exception {
    server =
        ControlServer.start(
            folder,
            Map.of(
                "status",
                arguments -> {
                  asked.add(arguments.get("detail"));
                  return Map.of("phase", "old-only", "big", "x".repeat(3_000_000));
                },
                "broken",
                arguments -> {
                  throw new IllegalStateException("password=hidden");
                }));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aCommandIsAnsweredHoweverLongTheAnswer() throws Exception {
    JsonFields answer = RunningApplication.of(folder).ask("status", Map.of("detail", "all"));

    assertEquals("old-only", answer.text("phase", ""));
    assertEquals(3_000_000, answer.text("big", "").length());
    assertEquals(List.of("all"), asked);
  }

  @Test
  void severalAtOnceAreAllAnswered() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(clients.submit(this::phaseTold));
      }
      for (Future<String> answer : answers) {
        assertEquals("old-only", answer.get(60, TimeUnit.SECONDS));
      }
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void theFileIsItsOwnersAlone() throws Exception {
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(ControlFile.in(folder))));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count(), "no other file is left");
    }
  }

  @Test
  void withoutTheTokenNothingIsDone() throws Exception {
    ControlFile real = ControlFile.read(folder).orElseThrow();
    new ControlFile(real.address(), ControlFile.newToken(), 1, Instant.EPOCH).write(folder);

    IOException refusal =
        assertThrows(
            IOException.class, () -> RunningApplication.of(folder).ask("status", Map.of()));

    assertTrue(refusal.getMessage().contains("the token is wrong"), refusal.getMessage());
    assertEquals(List.of(), asked);
  }

  @Test
  void whatIsNoRequestIsRefusedAndTheNextOneServed() throws Exception {
    assertTrue(sent("GET / HTTP/1.1\r\n").contains("not a request"));
    assertTrue(sent("[".repeat(4_000) + "\n").contains("not a request"));
    assertTrue(sent("{}\n").contains("the token is wrong"));
    assertEquals("", sent("x".repeat(ControlServer.MOST_REQUEST_BYTES + 1) + "\n"));

    assertEquals("old-only", phaseTold());
  }

  @Test
  void whoSaysNothingDelaysTheNextOneOnlyForAWhile() throws Exception {
    ControlFile file = ControlFile.read(folder).orElseThrow();
    try (Socket silent = new Socket(file.address().getAddress(), file.address().getPort())) {
      silent.getOutputStream().write('{');

      assertEquals("old-only", phaseTold());
      assertEquals(-1, silent.getInputStream().read(), "it was hung up on");
    }
  }

  @Test
  void anUnknownCommandIsRefused() {
    IOException refusal =
        assertThrows(
            IOException.class, () -> RunningApplication.of(folder).ask("explode", Map.of()));

    assertTrue(refusal.getMessage().contains("no such command"), refusal.getMessage());
  }

  @Test
  void aFaultInsideIsToldWithoutItsMessage() {
    IOException refusal =
        assertThrows(
            IOException.class, () -> RunningApplication.of(folder).ask("broken", Map.of()));

    assertTrue(refusal.getMessage().contains("IllegalStateException"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("hidden"));
  }

  @Test
  void afterTheEndTheFileIsGone() {
    server.close();

    assertThrows(NotRunningException.class, () -> RunningApplication.of(folder));
  }

  @Test
  void aFileThatAKilledProcessLeftIsRecognised() throws Exception {
    ControlFile left = ControlFile.read(folder).orElseThrow();
    server.close();
    left.write(folder);

    assertThrows(
        NotRunningException.class, () -> RunningApplication.of(folder).ask("status", Map.of()));
  }

  @Test
  void theFileOfAnotherProcessIsLeftAlone() throws Exception {
    ControlServer second = ControlServer.start(folder, Map.of());
    String token = ControlFile.read(folder).orElseThrow().token();

    server.close();

    assertEquals(token, ControlFile.read(folder).orElseThrow().token());
    second.close();
  }

  @Test
  void aFileThatSomebodyRemovedIsPutBack() throws Exception {
    Files.delete(ControlFile.in(folder));

    server.keepFile();

    assertEquals("old-only", phaseTold());
  }

  @Test
  void theTokenGoesToNoOtherMachine() throws Exception {
    Files.writeString(
        ControlFile.in(folder), "{\"address\":\"10.0.0.1\",\"port\":80,\"token\":\"x\"}");

    assertThrows(NotRunningException.class, () -> RunningApplication.of(folder));
  }

  @Test
  void eachTokenIsAnother() {
    assertEquals(64, ControlFile.newToken().length());
    assertNotEquals(ControlFile.newToken(), ControlFile.newToken());
  }

  private String phaseTold() throws Exception {
    return RunningApplication.of(folder).ask("status", Map.of()).text("phase", "");
  }

  private String sent(String bytes) throws IOException {
    ControlFile file = ControlFile.read(folder).orElseThrow();
    try (Socket socket = new Socket(file.address().getAddress(), file.address().getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.net.SocketException reset) {
      return "";
    }
  }
}
