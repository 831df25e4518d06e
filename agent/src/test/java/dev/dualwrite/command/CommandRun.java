package dev.dualwrite.command;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** One run of the command line in this process, with what it printed. */
final class CommandRun {
  private final int exitCode;
  private final String out;
  private final String err;

  private CommandRun(int exitCode, String out, String err) {
    this.exitCode = exitCode;
    this.out = out;
    this.err = err;
  }

  static CommandRun of(String... arguments) {
    return withInput("", arguments);
  }

  static CommandRun withInput(String input, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLineMain(
                new PrintWriter(out),
                new PrintWriter(err),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                CommandRun.class.getClassLoader())
            .run(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  int exitCode() {
    return exitCode;
  }

  String out() {
    return out;
  }

  String err() {
    return err;
  }
}
