package dev.dualwrite.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the SQL of a command comes from: the argument itself, the file it names, or stdin. */
final class SqlSource {
  /** What nobody writes as a statement: one word with a dot or a slash in it. */
  private static final Pattern PATH = Pattern.compile("[^\\s'\"();]*[./\\\\][^\\s'\"();]*");

  private final String argument;
  private final InputStream in;

  SqlSource(String argument, InputStream in) {
    this.argument = argument;
    this.in = in;
  }

  /**
   * The SQL, read as UTF-8.
   *
   * @throws CommandFailure if it cannot be read, or there is none
   */
  String text() throws CommandFailure {
    try {
      String text = read();
      if (text.isBlank()) {
        throw new CommandFailure("There is no SQL in '" + argument + "'.");
      }
      return text;
    } catch (IOException unreadable) {
      throw new CommandFailure("'" + argument + "' cannot be read: " + unreadable, unreadable);
    }
  }

  private String read() throws IOException {
    if (argument.equals("-")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Optional<Path> file = file();
    if (file.isPresent()) {
      // By way of bytes, since a file in another encoding is still worth explaining.
      return new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8);
    }
    return argument;
  }

  private Optional<Path> file() {
    try {
      return Optional.of(Path.of(argument))
          .filter(path -> Files.isRegularFile(path) || PATH.matcher(argument).matches());
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }
}
