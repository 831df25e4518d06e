package dev.dualwrite.demo.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The divergence log as plain lines of text. */
public final class DivergenceLog {
  private DivergenceLog() {}

  /** Returns the lines of the log, none if there is no such file. */
  public static List<String> read(Path log) throws IOException {
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }
}
