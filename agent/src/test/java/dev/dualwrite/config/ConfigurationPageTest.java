package dev.dualwrite.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the table of docs/configuration.md equal to the declared keys. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Path GENERATED = Path.of("target/configuration-table.md");

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

  private static String table() {
    return Keys.ALL.stream()
        .map(ConfigurationPageTest::row)
        .collect(
            Collectors.joining(
                "\n", "| key | default | allowed | meaning |\n|---|---|---|---|\n", "\n"));
  }

  private static String row(Key<?> key) {
    String fallback = key.defaultText().map(text -> "`" + text + "`").orElse("");
    return "| `"
        + key.name()
        + "` | "
        + fallback
        + " | "
        + key.type().allowed()
        + " | "
        + key.doc()
        + " |";
  }
}
