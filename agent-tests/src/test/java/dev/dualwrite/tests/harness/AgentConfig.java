package dev.dualwrite.tests.harness;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The properties file of one run of the agent, and where that run's files are. */
public final class AgentConfig {
  private final Path folder;
  private final Map<String, String> values = new LinkedHashMap<>();

  private AgentConfig(Path folder) {
    this.folder = folder;
  }

  /** Returns a configuration with all files in the given folder. */
  public static AgentConfig of(DatabasePair pair, String phase, Path folder) {
    Database target = pair.newDatabase();
    AgentConfig config = new AgentConfig(folder);
    return config
        .with("dualwrite.phase", phase)
        .with("dualwrite.old.url", pair.oldDatabase().url())
        .with("dualwrite.new.url", target.url())
        .with("dualwrite.new.username", target.user())
        .with("dualwrite.new.password", target.password())
        // On a busy machine a second may pass by itself; tests of the timeout set their own.
        .with("dualwrite.mirror.timeout", "10s")
        .with("dualwrite.divergence.log", config.divergenceLog().toString())
        .with("dualwrite.state.dir", folder.resolve("state").toString());
  }

  /**
   * Returns a configuration in both-required that gives the new database up after the timeout, and
   * asks it again soon.
   */
  public static AgentConfig impatient(DatabasePair pair, Path folder, Duration timeout) {
    return of(pair, "both-required", folder)
        .with("dualwrite.mirror.timeout", timeout.toMillis() + "ms")
        .with("dualwrite.breaker.delay", "500ms");
  }

  /** For tests that damage written rows: the agent's own check may find and heal them first. */
  public AgentConfig withoutCheck() {
    return with("dualwrite.check.percent", "0");
  }

  /** Adds what the command line needs to reach both databases by itself. */
  public AgentConfig forTheCommandLine(DatabasePair pair) throws Exception {
    return with("dualwrite.old.username", pair.oldDatabase().user())
        .with("dualwrite.old.password", pair.oldDatabase().password())
        .with("dualwrite.old.driver.path", driver(pair.oldDatabase()))
        .with("dualwrite.new.driver.path", driver(pair.newDatabase()));
  }

  private static String driver(Database database) throws Exception {
    return Path.of(
            DriverManager.getDriver(database.url())
                .getClass()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI())
        .toString();
  }

  /** Sets a key; changes and returns this configuration. */
  public AgentConfig with(String key, String value) {
    values.put(key, value);
    return this;
  }

  /** Removes a key; changes and returns this configuration. */
  public AgentConfig without(String key) {
    values.remove(key);
    return this;
  }

  public String phase() {
    return values.get("dualwrite.phase");
  }

  public Path divergenceLog() {
    return folder.resolve("divergence.jsonl");
  }

  public Path stateFolder() {
    return Path.of(values.get("dualwrite.state.dir"));
  }

  /** Returns where the file is, or will be. */
  public Path file() {
    return folder.resolve("dualwrite.properties");
  }

  /** Writes the file and returns its path. */
  public Path write() throws IOException {
    Properties properties = new Properties();
    properties.putAll(values);
    Files.createDirectories(folder);
    try (Writer writer = Files.newBufferedWriter(file())) {
      properties.store(writer, null);
    }
    return file();
  }
}
