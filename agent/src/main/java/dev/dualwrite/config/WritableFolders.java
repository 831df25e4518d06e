package dev.dualwrite.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out before the start whether the agent will be able to write its files. */
public final class WritableFolders {
  private WritableFolders() {}

  /**
   * Checks the divergence log and its folder, without creating anything.
   *
   * @throws ConfigurationException if the log cannot be written
   */
  public static void require(Settings settings) throws ConfigurationException {
    List<Problem> problems = new ArrayList<>();
    check(Keys.DIVERGENCE_LOG, settings.divergenceLog()).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new ConfigurationException("files", problems, settings.onConfigError());
    }
  }

  /** The error of a state folder that can't be used, for the given reason. */
  public static ConfigurationException unusableState(Settings settings, String reason) {
    Problem problem =
        Problem.of(
            Keys.STATE_DIR.name(),
            "'" + settings.stateDir() + "' cannot be used (" + reason + ").",
            "Let the application's user write there, or set a folder that no other application uses.");
    return new ConfigurationException("files", List.of(problem), settings.onConfigError());
  }

  private static Optional<Problem> check(Key<Path> key, Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      return Optional.of(problem(key, file, "it is a folder"));
    }
    if (Files.exists(absolute) && !Files.isWritable(absolute)) {
      return Optional.of(problem(key, file, "the file is not writable"));
    }
    Path folder = absolute.getParent();
    while (folder != null && Files.notExists(folder)) {
      folder = folder.getParent();
    }
    if (folder == null || !Files.isDirectory(folder)) {
      return Optional.of(problem(key, file, folder + " is no folder"));
    }
    return Files.isWritable(folder)
        ? Optional.empty()
        : Optional.of(problem(key, file, "the folder " + folder + " is not writable"));
  }

  private static Problem problem(Key<Path> key, Path file, String reason) {
    return Problem.of(
        key.name(),
        "'" + file + "' cannot be written (" + reason + ").",
        "Let the application's user write there, or set another file.");
  }
}
