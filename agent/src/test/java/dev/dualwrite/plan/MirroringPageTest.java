package dev.dualwrite.plan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the table of hazards in docs/mirroring.md equal to the code. */
class MirroringPageTest {
  private static final Path PAGE = Path.of("../docs/mirroring.md");
  private static final Path GENERATED = Path.of("target/hazards-table.md");

  @Test
  void thePageHoldsTheTableOfAllHazards() throws IOException {
    String table =
        Arrays.stream(Hazard.values())
            .map(MirroringPageTest::row)
            .collect(
                Collectors.joining("\n", "| hazard | means | why |\n| --- | --- | --- |\n", "\n"));
    Files.writeString(GENERATED, table);

    assertTrue(
        Files.readString(PAGE).contains(table),
        PAGE + " differs from the hazards: put agent/" + GENERATED + " in place of its table");
  }

  private static String row(Hazard hazard) {
    String means =
        switch (hazard.consequence()) {
          case NOTED -> "noted";
          case ROWS -> "`rows`";
          case UNMIRRORED -> "`unmirrored`";
        };
    return "| `" + hazard.label() + "` | " + means + " | " + hazard.explanation() + " |";
  }
}
