package dev.dualwrite.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingFileTest {
  @TempDir Path folder;

  @Test
  void theFileAndItsFoldersAreMade() throws IOException {
    Path log = folder.resolve("a/b/log");
    try (RollingFile file = new RollingFile(log, 100, 3)) {
      file.append(bytes("one\n"));
    }

    assertEquals("one\n", Files.readString(log));
  }

  @Test
  void theOldestFileIsDeletedBeyondTheirNumber() throws IOException {
    Path log = folder.resolve("log");
    try (RollingFile file = new RollingFile(log, 8, 3)) {
      for (int number = 1; number <= 7; number++) {
        file.append(bytes("no " + number + "\n"));
      }
    }

    assertEquals(
        List.of(folder.resolve("log.2"), folder.resolve("log.1"), log), RollingFile.files(log));
    assertEquals("no 5\n", Files.readString(folder.resolve("log.2")));
    assertEquals("no 7\n", Files.readString(log));
    assertFalse(Files.exists(folder.resolve("log.3")));
  }

  @Test
  void oneFileAloneIsBegunAnew() throws IOException {
    Path log = folder.resolve("log");
    try (RollingFile file = new RollingFile(log, 8, 1)) {
      file.append(bytes("one\n"));
      file.append(bytes("two two\n"));
    }

    assertEquals(List.of(log), RollingFile.files(log));
    assertEquals("two two\n", Files.readString(log));
  }

  @Test
  void aLineLongerThanTheFileIsWrittenWhole() throws IOException {
    Path log = folder.resolve("log");
    try (RollingFile file = new RollingFile(log, 4, 2)) {
      file.append(bytes("long line\n"));
    }

    assertEquals("long line\n", Files.readString(log));
  }

  @Test
  void aLineThatACrashCutOffDoesNotSwallowTheNextOne() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "whole\ncut o");
    try (RollingFile file = new RollingFile(log, 100, 2)) {
      file.append(bytes("next\n"));
    }

    assertEquals("whole\ncut o\nnext\n", Files.readString(log));
  }

  @Test
  void aFileThatAnotherMovedOrDeletedIsMadeAgain() throws IOException {
    Path log = folder.resolve("log");
    try (RollingFile file = new RollingFile(log, 100, 2)) {
      file.append(bytes("one\n"));
      Files.move(log, folder.resolve("elsewhere"));
      file.append(bytes("two\n"));
      Files.delete(log);
      file.append(bytes("three\n"));
    }

    assertEquals("one\n", Files.readString(folder.resolve("elsewhere")));
    assertEquals("three\n", Files.readString(log));
  }

  @Test
  void aFolderThatBecomesUsableIsUsed() throws IOException {
    Path blocker = Files.writeString(folder.resolve("logs"), "");
    try (RollingFile file = new RollingFile(blocker.resolve("log"), 100, 2)) {
      assertThrows(IOException.class, () -> file.append(bytes("one\n")));
      Files.delete(blocker);
      file.append(bytes("two\n"));
    }

    assertEquals("two\n", Files.readString(blocker.resolve("log")));
  }

  @Test
  void anInterruptedThreadCanStillWrite() throws IOException {
    Path log = folder.resolve("log");
    try (RollingFile file = new RollingFile(log, 100, 2)) {
      Thread.currentThread().interrupt();
      file.append(bytes("one\n"));
      file.append(bytes("two\n"));
    } finally {
      Thread.interrupted();
    }

    assertEquals("one\ntwo\n", Files.readString(log));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
