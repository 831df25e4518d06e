package dev.dualwrite.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${env:NAME}} and {@code ${file:PATH}}; a doubled dollar sign stops that. */
final class Substitution {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{(?:(env|file):)?([^}]*)\\}?");

  private final Map<String, String> environment;

  Substitution(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The text with all references replaced; what is put in is not looked at again.
   *
   * @throws UnresolvedException naming the first reference that leads nowhere
   */
  String resolve(String text) throws UnresolvedException {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(resolved, Matcher.quoteReplacement(replacement(matcher)));
    }
    return matcher.appendTail(resolved).toString();
  }

  private String replacement(Matcher matcher) throws UnresolvedException {
    String reference = matcher.group();
    if (reference.equals("$${")) {
      return "${";
    }
    if (matcher.group(1) == null || !reference.endsWith("}")) {
      throw new UnresolvedException(
          reference + " is no reference.",
          "Write ${env:NAME}, ${file:PATH}, or $${ for a plain ${.");
    }
    String target = matcher.group(2).trim();
    return matcher.group(1).equals("env") ? variable(target) : content(target);
  }

  private String variable(String name) throws UnresolvedException {
    String value = environment.get(name);
    if (value == null) {
      throw new UnresolvedException(
          "the environment variable " + name + " is not set.", "Set it, or correct its name.");
    }
    return value;
  }

  private String content(String path) throws UnresolvedException {
    try {
      return Files.readString(Path.of(path), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException | InvalidPathException unreadable) {
      throw new UnresolvedException(
          "the file " + path + " cannot be read (" + Reasons.of(unreadable) + ").",
          "Correct the path (relative ones start at "
              + Path.of("").toAbsolutePath()
              + "), or let the application's user read the file.");
    }
  }

  /** A reference that leads nowhere. */
  static final class UnresolvedException extends Exception {
    private final String remedy;

    UnresolvedException(String complaint, String remedy) {
      super(complaint);
      this.remedy = remedy;
    }

    /** What to do about it. */
    String remedy() {
      return remedy;
    }
  }
}
