package dev.dualwrite.divergence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts the message of a database or a driver so that no value of the application is in it: {@code
 * Key (id)=(5) already exists} and {@code Duplicate entry 'x' for key 'y'} are such messages.
 */
final class MessageMasker {
  /** What may stay: the names of things of the schema, as they are introduced by their kind. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:\\b(?:constraint|relation|column|table|view|index|key|sequence|schema|database"
              + "|function|procedure|trigger|role|object|parameter)"
              + "\\s+(?:[\"'`][\\w.$#-]+[\"'`](?:\\.[\"'`][\\w$#-]+[\"'`])*|\\([A-Za-z_][\\w.$#]*\\)))"
              + "|\\btype\\s+[\\w ]{1,40}\\(\\d+(?:,\\d+)?\\)"
              + "|\\(conn=\\d+\\)");

  /** H2 appends the statement to the message. */
  private static final Pattern STATEMENT = Pattern.compile("(?i);?\\s*SQL statement:.*");

  /** From the first quote to the last: a value may hold quotes itself. */
  private static final Pattern SINGLE_QUOTED = Pattern.compile("(?<![A-Za-z])'.*'");

  private static final Pattern DOUBLE_QUOTED = Pattern.compile("\".*\"");
  private static final Pattern IN_PARENTHESES = Pattern.compile("\\(.*\\)");

  private MessageMasker() {}

  /** The first line of the message, without what it quotes, save the names of things. */
  static String mask(String message) {
    String line = message.lines().findFirst().orElse("");
    line = STATEMENT.matcher(line).replaceFirst("");
    StringBuilder masked = new StringBuilder();
    Matcher name = NAME.matcher(line);
    int end = 0;
    while (name.find()) {
      masked.append(withoutValues(line.substring(end, name.start()))).append(name.group());
      end = name.end();
    }
    return masked.append(withoutValues(line.substring(end))).toString();
  }

  private static String withoutValues(String text) {
    String masked = DOUBLE_QUOTED.matcher(text).replaceAll("\"?\"");
    masked = SINGLE_QUOTED.matcher(masked).replaceAll("'?'");
    return IN_PARENTHESES.matcher(masked).replaceAll("(?)");
  }
}
