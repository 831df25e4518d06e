package dev.dualwrite.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/model true: its variants end as its tables say, and it names what there is. */
class ModelTest {
  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/main/java"),
          Path.of("src/test/java"),
          Path.of("../agent-tests/src/test/java"));

  private static final boolean CAN_SEARCH =
      Variant.installed("spin", "-V") && Variant.installed("gcc", "--version");

  static List<Variant> variants() throws IOException {
    return ModelPage.read().smallVariants();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aVariantEndsAsItsTableSays(Variant variant, @TempDir Path folder) throws Exception {
    assumeTrue(CAN_SEARCH, "the model isn't checked: spin and gcc aren't both installed");

    String printed = variant.search(folder);

    assertFalse(printed.contains("max search depth too small"), printed);
    if (variant.holds()) {
      assertTrue(printed.contains("errors: 0"), printed);
    } else {
      assertTrue(printed.contains("assertion violated"), printed);
    }
  }

  @Test
  void someVariantsHoldAndSomeBreak() throws IOException {
    Set<String> models = new TreeSet<>();
    variants().forEach(each -> models.add(each.model().getFileName() + " " + each.holds()));

    assertEquals(
        Set.of(
            "dualwrite.pml true",
            "dualwrite.pml false",
            "foreign-key.pml true",
            "foreign-key.pml false"),
        models);
  }

  @Test
  void theMethodsAndTestsThatThePageNamesExist() throws IOException {
    Set<String> missing = new TreeSet<>();
    Set<String> named = ModelPage.read().members();
    for (String member : named) {
      String[] parts = member.split("#", -1);
      Optional<Path> source = source(parts[0]);
      if (source.isEmpty() || !declares(source.get(), parts[1])) {
        missing.add(member);
      }
    }

    assertFalse(named.isEmpty());
    assertEquals(Set.of(), missing);
  }

  private static Optional<Path> source(String type) throws IOException {
    for (Path root : SOURCES) {
      try (Stream<Path> files = Files.walk(root)) {
        Optional<Path> found = files.filter(file -> file.endsWith(type + ".java")).findAny();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean declares(Path source, String method) throws IOException {
    return Pattern.compile("^ {2}\\S.*\\b" + method + "\\(", Pattern.MULTILINE)
        .matcher(Files.readString(source))
        .find();
  }
}
