package dev.dualwrite.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A list of name patterns, in which {@code *} and {@code ?} do not stand for a dot. */
public final class Globs {
  private static final Map<String, String> WILDCARDS = Map.of("*", "[^.]*", "?", "[^.]");
  private static final Globs NONE = new Globs(List.of());

  private final List<String> texts;
  private final List<Pattern> patterns;

  private Globs(List<String> texts) {
    this.texts = List.copyOf(texts);
    this.patterns = texts.stream().map(Globs::compile).collect(Collectors.toUnmodifiableList());
  }

  /** The patterns of a comma-separated list. */
  public static Globs parse(String list) {
    return new Globs(ValueTypes.split(list));
  }

  /** No pattern: nothing matches. */
  public static Globs none() {
    return NONE;
  }

  /** Whether any pattern matches the whole name, in whatever case. */
  public boolean matches(String name) {
    // Asked of each class that the JVM loads.
    for (Pattern pattern : patterns) {
      if (pattern.matcher(name).matches()) {
        return true;
      }
    }
    return false;
  }

  /** Whether any pattern matches the name or what is left of it after leading qualifiers. */
  public boolean matchesQualified(String name) {
    for (int start = 0; start >= 0; start = afterDot(name, start)) {
      if (matches(name.substring(start))) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is no pattern. */
  public boolean isEmpty() {
    return patterns.isEmpty();
  }

  /** The patterns as written. */
  public List<String> texts() {
    return texts;
  }

  @Override
  public String toString() {
    return String.join(",", texts);
  }

  private static int afterDot(String name, int start) {
    int dot = name.indexOf('.', start);
    return dot < 0 ? -1 : dot + 1;
  }

  private static Pattern compile(String glob) {
    String regex =
        glob.chars()
            .mapToObj(letter -> String.valueOf((char) letter))
            .map(letter -> WILDCARDS.getOrDefault(letter, Pattern.quote(letter)))
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
