package dev.dualwrite.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the tables of docs/configuration.md and README.md equal to the declared keys. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Path GENERATED = Path.of("target/configuration-table.md");
  private static final Path README = Path.of("../README.md");
  private static final Path GENERATED_FOR_README = Path.of("target/readme-table.md");

  @Test
  void thePageHoldsTheTableOfAllKeys() throws IOException {
    String table = table();
    Files.writeString(GENERATED, table);

    assertTrue(
        Files.readString(PAGE).contains(table),
        PAGE
            + " differs from the declared keys: put agent/"
            + GENERATED
            + " in place of its table");
  }

  @Test
  void theReadmeListsAllKeysWithTheirDefaults() throws IOException {
    String table =
        Keys.ALL.stream()
            .map(key -> "| `" + key.name() + "` | " + fallback(key) + " |")
            .collect(Collectors.joining("\n", "| key | default |\n|---|---|\n", "\n"));
    Files.writeString(GENERATED_FOR_README, table);

    assertTrue(
        Files.readString(README).contains(table),
        README
            + " differs from the declared keys: put agent/"
            + GENERATED_FOR_README
            + " in place of its table");
  }

  private static String table() {
    return Keys.ALL.stream()
        .map(ConfigurationPageTest::row)
        .collect(
            Collectors.joining(
                "\n", "| key | default | allowed | meaning |\n|---|---|---|---|\n", "\n"));
  }

  private static String row(Key<?> key) {
    return "| `"
        + key.name()
        + "` | "
        + fallback(key)
        + " | "
        + key.type().allowed()
        + " | "
        + key.doc()
        + " |";
  }

  private static String fallback(Key<?> key) {
    return key.defaultText().map(text -> "`" + text + "`").orElse("");
  }
}
