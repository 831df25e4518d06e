package dev.dualwrite.config;

import dev.dualwrite.phase.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;

/** What several keys must fulfil together, and what must be there outside of them. */
final class Consistency {
  private final Map<Key<?>, Object> values;
  private final Set<Key<?>> written;
  private final List<Problem> problems = new ArrayList<>();

  private Consistency(Map<Key<?>, Object> values, Set<Key<?>> written) {
    this.values = values;
    this.written = written;
  }

  /** The problems of parsed values; a key that was written but not parsed is not missing. */
  static List<Problem> problems(Map<Key<?>, Object> values, Set<Key<?>> written) {
    Consistency consistency = new Consistency(values, written);
    consistency.checkOldUrl();
    consistency.checkNewUrl();
    consistency.checkDriver(Keys.OLD_DRIVER_PATH);
    consistency.checkDriver(Keys.NEW_DRIVER_PATH);
    return consistency.problems;
  }

  private void checkOldUrl() {
    if (!written.contains(Keys.OLD_URL)) {
      problems.add(
          Problem.of(
              Keys.OLD_URL.name(),
              "it is missing, so no connection of the application can be recognised.",
              "Set it to the JDBC URL that the application uses: "
                  + Keys.OLD_URL.type().allowed()
                  + "."));
    }
  }

  private void checkNewUrl() {
    Optional<Phase> phase = value(Keys.PHASE);
    if (!written.contains(Keys.NEW_URL) && phase.isPresent() && phase.get().needsNewDatabase()) {
      problems.add(
          Problem.of(
              Keys.NEW_URL.name(),
              "it is missing, and the phase " + phase.get() + " needs it.",
              "Set it to "
                  + Keys.NEW_URL.type().allowed()
                  + ", or set "
                  + Keys.PHASE
                  + " to old-only."));
    }
    Optional<String> newUrl = value(Keys.NEW_URL);
    if (newUrl.isPresent() && newUrl.equals(value(Keys.OLD_URL))) {
      problems.add(
          Problem.of(
              Keys.NEW_URL.name(),
              "'" + newUrl.get() + "' is the same as " + Keys.OLD_URL + ".",
              "Set it to the other database: every write would be done twice on this one."));
    }
  }

  private void checkDriver(Key<List<Path>> key) {
    for (Path jar : value(key).orElse(List.of())) {
      if (!Files.isDirectory(jar)) {
        checkJar(key, jar);
      }
    }
  }

  private void checkJar(Key<List<Path>> key, Path jar) {
    try (ZipFile opened = new ZipFile(jar.toFile())) {
      if (opened.size() == 0) {
        problems.add(brokenJar(key, jar, "it is empty"));
      }
    } catch (IOException unreadable) {
      problems.add(brokenJar(key, jar, Reasons.of(unreadable)));
    }
  }

  private static Problem brokenJar(Key<List<Path>> key, Path jar, String reason) {
    return Problem.of(
        key.name(),
        "'" + jar + "' is no readable jar (" + reason + ").",
        "Put the driver's jar at "
            + jar.toAbsolutePath()
            + ", correct the path, or remove the key if the application has the driver.");
  }

  @SuppressWarnings("unchecked") // The loader puts in what the key's own type has parsed.
  private <T> Optional<T> value(Key<T> key) {
    return Optional.ofNullable((T) values.get(key));
  }
}
