package dev.dualwrite.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A variant of a model, as the table of small variants tells it. */
record Variant(Path model, List<String> switches, boolean holds) {
  private static final int MOST_SECONDS = 120;

  /** Searches it in a folder of its own, and returns what the search printed. */
  String search(Path folder) throws IOException, InterruptedException {
    Path copy = Files.copy(model, folder.resolve("model.pml"));
    List<String> generate = new ArrayList<>(List.of("spin"));
    generate.addAll(switches);
    generate.addAll(List.of("-a", copy.getFileName().toString()));
    run(folder, generate);
    // Unoptimized, since compiling takes longer than searching.
    run(folder, List.of("gcc", "-w", "-O0", "-DSAFETY", "-DCOLLAPSE", "-o", "pan", "pan.c"));
    return run(folder, List.of("./pan", "-m200000", "-w20"));
  }

  static boolean installed(String tool, String version) {
    try {
      run(Path.of("."), List.of(tool, version));
      return true;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("model", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + (ended ? " failed: " : " didn't end: ") + printed);
      }
      return printed;
    } finally {
      Files.delete(output);
    }
  }

  @Override
  public String toString() {
    return model.getFileName() + " " + String.join(" ", switches) + (holds ? " holds" : " breaks");
  }
}
