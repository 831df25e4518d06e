package dev.dualwrite.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpoolTest {

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static Spool filled(int inMemory, int most, int length) {
    Spool spool = new Spool(inMemory, most);
    byte[] bytes = bytes(length);
    for (int from = 0; from < length; from += 100) {
      spool.write(bytes, from, Math.min(100, length - from));
    }
    return spool;
  }

  /** The files of bind values that this JVM holds open, as Linux tells them. */
  private static Set<String> openFiles() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(descriptors));
    Set<String> open = new TreeSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : all) {
        String file = target(descriptor);
        if (file.contains("dualwrite-") && file.contains(".bind")) {
          open.add(file);
        }
      }
    }
    return open;
  }

  private static String target(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException closedMeanwhile) {
      return "";
    }
  }

  @Test
  void whatIsSmallStaysInMemory() throws Exception {
    Set<String> before = openFiles();
    Spool spool = filled(1_000, 10_000, 1_000);
    assertArrayEquals(bytes(1_000), spool.open().readAllBytes());
    assertTrue(before.containsAll(openFiles()));
  }

  @Test
  void whatIsLargerGoesOnInAFileAndIsReadAsOneAsOftenAsAsked() throws Exception {
    Set<String> before = openFiles();
    Spool spool = filled(250, 10_000, 5_000);
    assertFalse(before.containsAll(openFiles()));
    assertArrayEquals(bytes(5_000), spool.open().readAllBytes());
    assertArrayEquals(bytes(5_000), spool.open().readAllBytes());
    assertEquals(5_000, spool.size());
  }

  @Test
  void beyondItsBoundItKeepsNothingAndSaysSo() {
    Spool spool = filled(250, 1_000, 1_001);
    assertFalse(spool.complete());
    spool.write(new byte[] {1}, 0, 1);
    assertFalse(spool.complete());
    assertTrue(filled(250, 1_000, 1_000).complete());
  }

  @Test
  void theFileGoesWithTheSpool() throws Exception {
    Set<String> made = madeByOneSpool(openFiles());
    assertEquals(1, made.size());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (openFiles().containsAll(made) && System.nanoTime() < deadline) {
      System.gc();
      Thread.onSpinWait();
    }
    assertFalse(openFiles().containsAll(made));
    Path file = Path.of(made.iterator().next().replace(" (deleted)", ""));
    assertFalse(Files.exists(file));
  }

  /** Nothing refers to the spool when this returns. */
  private static Set<String> madeByOneSpool(Set<String> before) throws IOException {
    Spool spool = filled(10, 10_000, 5_000);
    Set<String> made = openFiles();
    made.removeAll(before);
    assertTrue(spool.complete());
    return made;
  }
}
