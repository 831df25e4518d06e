package dev.dualwrite.plan;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns of names in which a star stands for any characters and a question mark for one. */
final class Globs {
  private final Pattern pattern;

  private Globs(Pattern pattern) {
    this.pattern = pattern;
  }

  static Globs of(List<String> globs) {
    String regex = globs.stream().map(Globs::regex).collect(Collectors.joining("|"));
    return new Globs(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  /** Tells whether one of the patterns fits the whole name; none fits an empty one. */
  boolean matches(String name) {
    return !name.isEmpty() && pattern.matcher(name).matches();
  }
}
