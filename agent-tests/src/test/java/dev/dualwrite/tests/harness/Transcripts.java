package dev.dualwrite.tests.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compares what an application saw in two runs, section by section. */
public final class Transcripts {
  private Transcripts() {}

  /**
   * Returns, for each section that differs, its heading and the first lines where it does, in the
   * order of the run, since the first is often the cause of the others; empty when both saw the
   * same.
   */
  public static List<String> differences(String expected, String actual, String heading) {
    Map<String, List<String>> expectedSections = sections(expected, heading);
    Map<String, List<String>> actualSections = sections(actual, heading);
    Set<String> names = new LinkedHashSet<>(expectedSections.keySet());
    names.addAll(actualSections.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      List<String> expectedLines = expectedSections.getOrDefault(name, List.of());
      List<String> actualLines = actualSections.getOrDefault(name, List.of());
      if (!expectedLines.equals(actualLines)) {
        differences.add(name + "\n" + firstDifference(expectedLines, actualLines));
      }
    }
    return differences;
  }

  private static Map<String, List<String>> sections(String transcript, String heading) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    sections.put("before the first section", current);
    for (String line : transcript.split("\n", -1)) {
      if (line.startsWith(heading)) {
        current = new ArrayList<>();
        sections.put(line, current);
      } else {
        current.add(line);
      }
    }
    return sections;
  }

  private static String firstDifference(List<String> expected, List<String> actual) {
    int i = 0;
    while (i < expected.size()
        && i < actual.size()
        && Objects.equals(expected.get(i), actual.get(i))) {
      i++;
    }
    String context = i == 0 ? "" : "  after    " + expected.get(i - 1) + "\n";
    return context + "  expected " + line(expected, i) + "\n  actual   " + line(actual, i) + "\n";
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "(nothing more)";
  }
}
