package dev.dualwrite.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritableFoldersTest {
  @TempDir Path folder;

  @Test
  void aFolderThatIsYetToBeMadeIsFineAndIsNotMade() throws Exception {
    WritableFolders.require(settings(folder.resolve("a/b/log.jsonl")));

    assertFalse(Files.exists(folder.resolve("a")));
  }

  @Test
  void aLogBelowAFileIsAProblemThatNamesTheKeyTheFileAndTheRemedy() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    String message = failure(file.resolve("log.jsonl")).getMessage();

    assertTrue(message.contains("dualwrite.divergence.log: '" + file), message);
    assertTrue(message.contains(file + " is no folder"), message);
    assertTrue(message.contains("or set another file"), message);
  }

  @Test
  void aFolderInPlaceOfTheLogIsAProblem() throws Exception {
    assertEquals(OnConfigError.FAIL, failure(folder).onConfigError());
  }

  private static ConfigurationException failure(Path log) {
    return assertThrows(ConfigurationException.class, () -> WritableFolders.require(settings(log)));
  }

  private static Settings settings(Path log) throws ConfigurationException {
    return Settings.of(
        Map.of(
            "dualwrite.old.url", "jdbc:h2:mem:old",
            "dualwrite.divergence.log", log.toString(),
            "dualwrite.on-config-error", "fail"));
  }
}
