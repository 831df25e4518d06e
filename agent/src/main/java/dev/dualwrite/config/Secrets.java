package dev.dualwrite.config;

import java.util.regex.Pattern;

/** Keeps passwords out of text that is shown or logged. */
public final class Secrets {
  private static final String HIDDEN = "$1***";

  /** {@code password=x}, {@code "password": "x"} and their relatives, but not a parameter. */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "(?i)((?:password|passwd|passphrase|pwd)[\\w.-]{0,40}[\"']?\\s{0,5}[=:]\\s{0,5})"
              + "(?!\\?(?:[\\s,;)]|$))(?:\"[^\"]*\"|'[^']*'|[^\\s&;]+)");

  /** Only with an equals sign: HSQLDB says {@code unexpected token: ORDER}. */
  private static final Pattern TOKEN =
      Pattern.compile("(?i)((?:secret|token|access_?key|api_?key)[\\w.-]{0,40}=)[^\\s&;]+");

  /** {@code CREATE USER a PASSWORD 'x'}, {@code IDENTIFIED WITH plugin BY 'x'}. */
  private static final Pattern STATEMENT =
      Pattern.compile(
          "(?i)(\\b(?:password|identified\\b[\\w\\s]{0,60}\\b(?:by|as))\\s+)"
              + "(?:'(?:[^']|'')*'|\"[^\"]*\")");

  /** {@code //user:x@host}; the password may hold a further {@code @}. */
  private static final Pattern USER_INFO = Pattern.compile("(//[^/:@\\s?;]*:)[^/\\s?;]*(?=@)");

  /** {@code jdbc:oracle:thin:scott/x@host}. */
  private static final Pattern ORACLE =
      Pattern.compile("(?i)(jdbc:oracle:[^:]+:[^/@\\s]+/)[^@\\s]+(?=@)");

  private Secrets() {}

  /** The text with whatever looks like a password replaced by {@code ***}. */
  public static String mask(String text) {
    String masked = PASSWORD.matcher(text).replaceAll(HIDDEN);
    masked = TOKEN.matcher(masked).replaceAll(HIDDEN);
    masked = STATEMENT.matcher(masked).replaceAll(HIDDEN);
    masked = USER_INFO.matcher(masked).replaceAll(HIDDEN);
    return ORACLE.matcher(masked).replaceAll(HIDDEN);
  }
}
