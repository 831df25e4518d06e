package dev.dualwrite.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Reads a properties file, in UTF-8. */
final class PropertiesFile {
  private PropertiesFile() {}

  /**
   * The keys and texts of the file.
   *
   * @throws ProblemException if it cannot be read, or is no properties file
   */
  static Map<String, String> read(Path file) throws ProblemException {
    if (file.toString().isEmpty()) {
      throw new ProblemException(
          Problem.of(
              "-javaagent:dualwrite-agent.jar",
              "no properties file is named.",
              "Name it behind an equals sign: -javaagent:dualwrite-agent.jar=dualwrite.properties."));
    }
    OnceOnly properties = new OnceOnly();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException unreadable) {
      throw new ProblemException(
          Problem.of(
              file.toString(),
              "the configuration file cannot be read (" + Reasons.of(unreadable) + ").",
              "Correct the path in -javaagent:dualwrite-agent.jar=FILE or --config FILE (relative"
                  + " ones start at "
                  + Path.of("").toAbsolutePath()
                  + "), or let the application's user read it."));
    } catch (IllegalArgumentException malformed) {
      throw new ProblemException(
          Problem.of(
              file.toString(),
              "this is no properties file (" + malformed.getMessage() + ").",
              "Write each backslash twice, and \\u only before four hexadecimal digits."));
    }
    if (!properties.repeated.isEmpty()) {
      throw new ProblemException(
          Problem.of(
              file.toString(),
              "it sets " + String.join(", ", properties.repeated) + " more than once.",
              "Keep one line for each key."));
    }
    Map<String, String> texts = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
    return texts;
  }

  /** Remembers the keys that are set again, where the JDK's own lets the last one win. */
  private static final class OnceOnly extends Properties {
    private final Set<String> repeated = new TreeSet<>();

    @Override
    public synchronized Object put(Object key, Object text) {
      if (containsKey(key)) {
        repeated.add(key.toString());
      }
      return super.put(key, text);
    }
  }

  /** A file that cannot be used. */
  static final class ProblemException extends Exception {
    private final transient Problem problem;

    ProblemException(Problem problem) {
      super(problem.toString());
      this.problem = problem;
    }

    /** What is wrong with it. */
    Problem problem() {
      return problem;
    }
  }
}
