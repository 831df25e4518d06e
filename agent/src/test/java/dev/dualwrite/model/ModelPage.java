package dev.dualwrite.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/model/README.md says. */
final class ModelPage {
  private static final Path FOLDER = Path.of("../docs/model");
  private static final Pattern VARIANT =
      Pattern.compile("\\| `([a-z-]+\\.pml)` \\| (?:as designed|`([^`]+)`) \\| (holds|broken).*");
  private static final Pattern MEMBER = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");

  private final String text;

  private ModelPage(String text) {
    this.text = text;
  }

  static ModelPage read() throws IOException {
    return new ModelPage(Files.readString(FOLDER.resolve("README.md")));
  }

  List<Variant> smallVariants() {
    List<Variant> variants = new ArrayList<>();
    section("Small variants")
        .lines()
        .map(VARIANT::matcher)
        .filter(Matcher::matches)
        .forEach(row -> variants.add(variant(row)));
    return variants;
  }

  private static Variant variant(Matcher row) {
    List<String> switches =
        row.group(2) == null ? List.of() : Arrays.asList(row.group(2).split(" ", -1));
    return new Variant(FOLDER.resolve(row.group(1)), switches, row.group(3).equals("holds"));
  }

  /** Classes with a method, of the program or of its tests, as {@code Class#method}. */
  Set<String> members() {
    Set<String> members = new TreeSet<>();
    Matcher member = MEMBER.matcher(text);
    while (member.find()) {
      members.add(member.group(1) + "#" + member.group(2));
    }
    return members;
  }

  private String section(String title) {
    int start = text.indexOf("\n## " + title);
    int end = text.indexOf("\n## ", start + 1);
    return text.substring(start, end);
  }
}
