package dev.dualwrite.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself, which does nothing without a command. */
@Command(
    name = "java -jar dualwrite-agent.jar",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Carries an application's writes to a second database.",
    footer = {
      "",
      "Exit codes: 0 done and clean, 1 done and differences found, 2 wrong use, 3 could not be done."
    })
final class DualwriteCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
