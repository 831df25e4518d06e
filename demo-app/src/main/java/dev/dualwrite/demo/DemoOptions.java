package dev.dualwrite.demo;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which databases the demo uses: H2 files under {@code demo-data/} unless arguments say otherwise.
 */
record DemoOptions(String oldUrl, String newUrl, String user, String password, Path divergenceLog) {
  static final Path FOLDER = Path.of("demo-data");

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--old", "jdbc:h2:file:./demo-data/old;AUTO_SERVER=TRUE",
          "--new", "jdbc:h2:file:./demo-data/new;AUTO_SERVER=TRUE",
          "--user", "shop",
          "--password", "shop",
          "--divergence-log", FOLDER.resolve("divergence.jsonl").toString());

  /**
   * Reads {@code --name=value} arguments.
   *
   * @throws IllegalArgumentException naming the argument that isn't known
   */
  static DemoOptions parse(String[] arguments) {
    Map<String, String> values = new TreeMap<>(DEFAULTS);
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (equals < 0 || !values.containsKey(name)) {
        throw new IllegalArgumentException(
            "argument " + argument + ": expected NAME=VALUE with a name of " + values.keySet());
      }
      values.put(name, argument.substring(equals + 1));
    }
    return new DemoOptions(
        values.get("--old"),
        values.get("--new"),
        values.get("--user"),
        values.get("--password"),
        Path.of(values.get("--divergence-log")));
  }
}
