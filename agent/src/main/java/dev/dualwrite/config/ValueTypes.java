package dev.dualwrite.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types of value that keys have. */
final class ValueTypes {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");
  private static final Pattern SIZE = Pattern.compile("(?i)(\\d{1,12})\\s*(B|KB|MB|GB)?");
  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
  private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(\\.\\d{1,9})?");
  private static final Duration LONGEST = Duration.ofHours(24);

  private ValueTypes() {}

  /** One of the constants, written in lower case with dashes. */
  static <E extends Enum<E>> ValueType<E> choice(Class<E> constants) {
    E[] all = constants.getEnumConstants();
    String allowed = Arrays.stream(all).map(ValueTypes::label).collect(Collectors.joining(", "));
    return type(
        allowed, text -> Arrays.stream(all).filter(each -> label(each).equals(text)).findFirst());
  }

  /** The text of an enum's constant in configuration. */
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A time span between 1 ms and 24 h. */
  static ValueType<Duration> duration() {
    return type("a duration from 1ms to 24h, such as 500ms, 1s or 2m", ValueTypes::parseDuration);
  }

  /** A number of bytes, at least the given one. */
  static ValueType<Long> size(long leastBytes) {
    return type(
        (leastBytes > 0 ? "a size of at least " + leastBytes + " bytes" : "a size")
            + ", such as 65536, 512KB or 10MB",
        text -> parseSize(text).filter(bytes -> bytes >= leastBytes));
  }

  /** A whole number from the given one up. */
  static ValueType<Integer> count(int least) {
    return type(
        "a whole number from " + least + " up",
        text ->
            Optional.of(text)
                .filter(COUNT.asMatchPredicate())
                .map(Integer::valueOf)
                .filter(number -> number >= least));
  }

  /** A share in hundredths. */
  static ValueType<Double> percent() {
    return type(
        "a number from 0 to 100, such as 1 or 0.5",
        text ->
            Optional.of(text)
                .filter(PERCENT.asMatchPredicate())
                .map(Double::valueOf)
                .filter(number -> number <= 100));
  }

  /** Any text. */
  static ValueType<String> text(String allowed) {
    return type(allowed, Optional::of);
  }

  /** Any text, never shown. */
  static ValueType<String> secret() {
    return new ValueType<>() {
      @Override
      public String allowed() {
        return "any text";
      }

      @Override
      public Optional<String> parse(String text) {
        return Optional.of(text);
      }

      @Override
      public boolean secret() {
        return true;
      }
    };
  }

  /** A JDBC URL. */
  static ValueType<String> jdbcUrl() {
    return type(
        "a JDBC URL, such as jdbc:postgresql://host:5432/shop",
        text -> Optional.of(text).filter(JdbcUrl::isJdbcUrl));
  }

  /** A file or folder, relative to the working directory. */
  static ValueType<Path> path(String allowed) {
    return type(allowed, ValueTypes::parsePath);
  }

  /** Where a log goes. */
  static ValueType<String> stderrOrFile() {
    return type("stderr or a file", text -> parsePath(text).map(file -> text));
  }

  /** Files, separated by commas. */
  static ValueType<List<Path>> paths() {
    return type("jar files, separated by commas", ValueTypes::parsePaths);
  }

  /** Globs of names, separated by commas. */
  static ValueType<Globs> globs() {
    return type(
        "names, separated by commas; * stands for any characters within a name, ? for one",
        text -> Optional.of(Globs.parse(text)));
  }

  /** The parts of a list, without blanks around them; empty ones are left out. */
  static List<String> split(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::trim)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toList());
  }

  private static Optional<Duration> parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Duration duration =
        Duration.ofMillis(Long.parseLong(matcher.group(1)) * millis(matcher.group(2)));
    return Optional.of(duration).filter(found -> !found.isZero() && found.compareTo(LONGEST) <= 0);
  }

  private static long millis(String unit) {
    switch (unit) {
      case "ms":
        return 1;
      case "s":
        return 1_000;
      case "m":
        return 60_000;
      case "h":
        return 3_600_000;
      default:
        throw new AssertionError(unit);
    }
  }

  private static Optional<Long> parseSize(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2).toUpperCase(Locale.ROOT);
    return Optional.of(Long.parseLong(matcher.group(1)) << shift(unit)).filter(bytes -> bytes >= 0);
  }

  private static int shift(String unit) {
    switch (unit) {
      case "B":
        return 0;
      case "KB":
        return 10;
      case "MB":
        return 20;
      case "GB":
        return 30;
      default:
        throw new AssertionError(unit);
    }
  }

  private static Optional<Path> parsePath(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }

  private static Optional<List<Path>> parsePaths(String text) {
    List<Path> paths = new ArrayList<>();
    for (String part : split(text)) {
      Optional<Path> path = parsePath(part);
      if (path.isEmpty()) {
        return Optional.empty();
      }
      paths.add(path.get());
    }
    return Optional.of(List.copyOf(paths));
  }

  private static <T> ValueType<T> type(String allowed, Function<String, Optional<T>> parser) {
    return new ValueType<>() {
      @Override
      public String allowed() {
        return allowed;
      }

      @Override
      public Optional<T> parse(String text) {
        return parser.apply(text);
      }
    };
  }
}
