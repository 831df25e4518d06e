package dev.dualwrite.demo.tour;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The tour: an application goes through all phases while it writes, driven by the command line as
 * an operator would.
 */
public final class Tour {
  private static final Path FOLDER = Path.of("demo-data", "tour");
  private static final String AGENT_OPTION = "--agent=";
  private static final String DEFAULT_AGENT = "agent/target/dualwrite-agent.jar";

  private Tour() {}

  /**
   * Takes the tour; returns the exit code: 0 when each step did what it says, 1 when one didn't, 2
   * for wrong arguments.
   */
  public static int run(String[] arguments) throws InterruptedException {
    List<String> unknown =
        Arrays.stream(arguments)
            .filter(each -> !each.equals("--tour") && !each.startsWith(AGENT_OPTION))
            .toList();
    Path agentJar = agentJar(arguments);
    if (!unknown.isEmpty() || !Files.isRegularFile(agentJar)) {
      System.err.println(
          unknown.isEmpty()
              ? agentJar + " isn't there: build it, or name the agent's jar by " + AGENT_OPTION
              : "argument " + unknown.get(0) + ": --tour takes " + AGENT_OPTION + "JAR alone");
      return 2;
    }
    return run(agentJar, new Narrator(System.out));
  }

  private static int run(Path agentJar, Narrator narrator) throws InterruptedException {
    try (Stage stage = Stage.setUp(FOLDER)) {
      introduce(agentJar, stage);
      new Journey(agentJar, stage, narrator).run();
      System.out.printf(
          Locale.ROOT, "%nEvery step did what it says, in %.0f s.%n", narrator.seconds());
      return 0;
    } catch (TourFailedException | IOException | SQLException failure) {
      System.out.printf("%nFAILED in %s: %s%n", narrator.title(), failure.getMessage());
      System.out.printf("See %s for what the shop and its agent said.%n", FOLDER);
      return 1;
    }
  }

  private static void introduce(Path agentJar, Stage stage) {
    System.out.printf(
        "An order service moves from one H2 server to another, and takes orders all the while%n"
            + "  shop      java -javaagent:%s=%s%n"
            + "  operator  dualwrite = java -jar %s COMMAND --config %s%n",
        agentJar, stage.properties(), agentJar, stage.properties());
  }

  /** As it is named; else the one that this JVM has; else where the build puts it. */
  private static Path agentJar(String[] arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> argument.startsWith(AGENT_OPTION))
        .map(argument -> argument.substring(AGENT_OPTION.length()))
        .findFirst()
        .or(Tour::ownAgent)
        .map(Path::of)
        .orElse(Path.of(DEFAULT_AGENT));
  }

  private static Optional<String> ownAgent() {
    String option = "-javaagent:";
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith(option))
        .map(argument -> argument.substring(option.length()).replaceFirst("=.*", ""))
        .filter(jar -> jar.contains("dualwrite"))
        .findFirst();
  }
}
