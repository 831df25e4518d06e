package dev.dualwrite.tests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The Java installations that children run on. */
public final class Jdk {
  private static final Path INSTALLATIONS =
      Path.of(System.getProperty("dualwrite.tests.jdks", "/usr/lib/jvm"));

  private Jdk() {}

  /** Returns the home of the JDK that runs the tests. */
  public static Path running() {
    return Path.of(System.getProperty("java.home"));
  }

  /** Returns the home of a JDK of that feature version, if one is installed. */
  public static Optional<Path> installed(int feature) {
    if (!Files.isDirectory(INSTALLATIONS)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(INSTALLATIONS)) {
      for (Path home : homes) {
        if (featureOf(home) == feature) {
          return Optional.of(home);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("folder " + INSTALLATIONS, e);
    }
    return Optional.empty();
  }

  private static int featureOf(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return 0;
    }
    for (String line : Files.readAllLines(release)) {
      if (line.startsWith("JAVA_VERSION=")) {
        return Runtime.Version.parse(line.substring(14, line.length() - 1)).feature();
      }
    }
    return 0;
  }
}
