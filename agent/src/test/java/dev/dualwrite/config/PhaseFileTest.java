package dev.dualwrite.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dualwrite.phase.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseFileTest {
  private static final String BEFORE = "# ours\ndualwrite.old.url=jdbc:h2:mem:a\n";
  private static final String AFTER = "\ndualwrite.new.url=jdbc:h2:mem:b\n# dualwrite.phase=x\n";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dualwrite.phase=old-only|dualwrite.phase=both-required",
        "dualwrite.phase = old-only|dualwrite.phase = both-required",
        "  dualwrite.phase:old-only|  dualwrite.phase:both-required",
        "dualwrite.phase old-only|dualwrite.phase both-required",
        "dualwrite.phase=old-\\\\N  only|dualwrite.phase=both-required"
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void onlyTheValueOfItsLineIsRewritten(String line, String rewritten) throws Exception {
    Path file = write(BEFORE + line.replace("\\\\N", "\\\n") + AFTER);
    new PhaseFile(file).write(Phase.BOTH_REQUIRED);
    assertEquals(BEFORE + rewritten + AFTER, Files.readString(file));
    assertEquals(Phase.BOTH_REQUIRED, new PhaseFile(file).read());
  }

  @Test
  void aLineThatIsMissingIsAdded() throws Exception {
    Path file = write("dualwrite.old.url=jdbc:h2:mem:a");
    new PhaseFile(file).write(Phase.OLD_ONLY);
    assertEquals(
        "dualwrite.old.url=jdbc:h2:mem:a\ndualwrite.phase=old-only\n",
        Files.readString(file).replace(System.lineSeparator(), "\n"));
  }

  @Test
  void whatCannotBeRewrittenStaysAsItWas() throws Exception {
    String text = "dualwrite\\u002ephase=old-only\n";
    Path file = write(text);
    assertThrows(IOException.class, () -> new PhaseFile(file).write(Phase.BOTH_REQUIRED));
    assertEquals(text, Files.readString(file));
    assertThrows(
        IOException.class, () -> new PhaseFile(folder.resolve("none")).write(Phase.OLD_ONLY));
  }

  @Test
  void whoMayReadTheFileStaysTheSame() throws Exception {
    Path file = write(BEFORE + "dualwrite.phase=old-only" + AFTER);
    Set<PosixFilePermission> ours = PosixFilePermissions.fromString("rw-------");
    Files.setPosixFilePermissions(file, ours);
    new PhaseFile(file).write(Phase.BOTH_REQUIRED);
    assertEquals(ours, Files.getPosixFilePermissions(file));
  }

  @Test
  void aLinkStaysALink() throws Exception {
    Path file = write(BEFORE + "dualwrite.phase=old-only" + AFTER);
    Path link = Files.createSymbolicLink(folder.resolve("link.properties"), file);
    new PhaseFile(link).write(Phase.BOTH_REQUIRED);
    assertEquals(Phase.BOTH_REQUIRED, new PhaseFile(file).read());
    assertEquals(file, Files.readSymbolicLink(link));
  }

  @Test
  void whatOverridesTheFileIsTold() throws Exception {
    Path file = write(BEFORE + "dualwrite.phase=old-only" + AFTER);
    SettingsLoader loader =
        new SettingsLoader(Map.of("dualwrite.phase", "both-required"), Map.of());
    assertEquals(Optional.of("the system property"), new PhaseFile(file, loader).overriddenBy());
    assertEquals(Optional.empty(), new PhaseFile(file).overriddenBy());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("dualwrite.properties"), text);
  }
}
