package dev.dualwrite.command;

import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Settings;
import dev.dualwrite.config.SettingsLoader;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class CommonOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The properties file that the application's agent has.")
  private Path config;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // Picocli acts on it before the command runs.
  private boolean help;

  /**
   * Loads the configuration, with the overrides of this process.
   *
   * @throws ConfigurationException naming everything that is wrong with it
   */
  Settings settings() throws ConfigurationException {
    return SettingsLoader.ofThisProcess().load(config);
  }

  Path config() {
    return config;
  }

  boolean json() {
    return json;
  }
}
