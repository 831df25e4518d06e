package dev.dualwrite.command;

import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Secrets;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Runs one command. */
public final class CommandLineMain {
  private final PrintWriter out;
  private final PrintWriter err;
  private final InputStream in;
  private final ClassLoader applicationLoader;

  CommandLineMain(PrintWriter out, PrintWriter err, InputStream in, ClassLoader applicationLoader) {
    this.out = out;
    this.err = err;
    this.in = in;
    this.applicationLoader = applicationLoader;
  }

  /**
   * Runs a command with the process's streams and returns its exit code.
   *
   * @param applicationLoader where drivers are that have no path of their own
   */
  public static int run(String[] arguments, ClassLoader applicationLoader) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    return new CommandLineMain(out, err, System.in, applicationLoader).run(arguments);
  }

  int run(String... arguments) {
    CommandLine line =
        new CommandLine(new DualwriteCommand())
            .addSubcommand(new ExplainCommand(in, applicationLoader))
            .addSubcommand(new ReportCommand())
            .addSubcommand(new StatusCommand())
            .addSubcommand(
                new RetryCommand(settings -> new ConfiguredDrainer(settings, applicationLoader)))
            .addSubcommand(new AuditCommand())
            .addSubcommand(new PhaseCommand(applicationLoader))
            .addSubcommand(new VerifyCommand(applicationLoader))
            .addSubcommand(new RepairCommand(applicationLoader))
            .addSubcommand(new BackfillCommand(applicationLoader))
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(this::failed);
    line.getCommandSpec().version("Dualwrite " + version());
    int code = line.execute(arguments);
    out.flush();
    err.flush();
    return code;
  }

  /** The version in the manifest of the jar that holds the main class. */
  private String version() {
    Package main = applicationLoader.getDefinedPackage("dev.dualwrite.bootstrap");
    String version = main == null ? null : main.getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  private int failed(Exception failure, CommandLine line, CommandLine.ParseResult arguments) {
    if (failure instanceof ConfigurationException) {
      err.println(failure.getMessage());
      return ExitCode.WRONG_USE;
    }
    if (failure instanceof WrongUseException) {
      err.println(Secrets.mask(failure.getMessage()));
      return ExitCode.WRONG_USE;
    }
    if (failure instanceof CommandFailure) {
      err.println(Secrets.mask(failure.getMessage()));
      return ExitCode.FAILED;
    }
    err.println("This is a bug of Dualwrite; please report it with what follows.");
    failure.printStackTrace(err);
    return ExitCode.FAILED;
  }
}
