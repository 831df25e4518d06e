package dev.dualwrite.demo.tour;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The shop in a JVM of its own, with the agent; it sells on while the operator works. */
final class ShopProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Process process;
  private final PrintWriter orders;
  private final BufferedReader answers;
  private long longestMillis;

  private ShopProcess(Process process) {
    this.process = process;
    this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts it with {@code -javaagent}; what it says on stderr goes to a file. */
  static ShopProcess start(Path agentJar, Path properties, String oldUrl, Path log)
      throws IOException, TourFailedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            // Another short life; the processors are needed for the commands, too.
            "-XX:TieredStopAtLevel=1",
            "-javaagent:" + agentJar + "=" + properties,
            "-cp",
            System.getProperty("java.class.path"),
            Shop.class.getName(),
            oldUrl);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    ShopProcess shop = new ShopProcess(builder.start());
    shop.answer();
    return shop;
  }

  /** Has it open for business under a new name, with new shelves. */
  void open(String day) throws IOException, TourFailedException {
    tell("open " + day);
  }

  /** Returns once no order is under way. */
  void pause() throws IOException, TourFailedException {
    tell("pause");
  }

  void resume() throws IOException, TourFailedException {
    tell("resume");
  }

  /** What it has sold so far; fails if an order has failed, whatever the databases did. */
  Answer figures() throws IOException, TourFailedException {
    Answer figures = tell("figures");
    TourFailedException.unless(
        figures.number("errors") == 0,
        "the shop had "
            + figures.number("errors")
            + " errors, the first: "
            + figures.text("firstError"));
    longestMillis = Math.max(longestMillis, figures.number("longestMillis"));
    return figures;
  }

  /** The longest that an order took since this was asked last, in milliseconds. */
  long longestMillis() throws IOException, TourFailedException {
    figures();
    long longest = longestMillis;
    longestMillis = 0;
    return longest;
  }

  /** Waits until so many more orders were placed, and returns the figures then. */
  Answer awaitOrders(int more) throws IOException, InterruptedException, TourFailedException {
    long begun = System.nanoTime();
    Answer figures = figures();
    long goal = figures.number("orders") + more;
    while (figures.number("orders") < goal) {
      TourFailedException.unless(
          System.nanoTime() - begun < PATIENCE.toNanos(),
          "the shop placed no " + more + " orders within " + PATIENCE.toSeconds() + " s");
      Thread.sleep(BETWEEN_LOOKS.toMillis());
      figures = figures();
    }
    return figures;
  }

  private Answer tell(String order) throws IOException, TourFailedException {
    orders.println(order);
    return answer();
  }

  private Answer answer() throws IOException, TourFailedException {
    String line = answers.readLine();
    TourFailedException.unless(line != null, "the shop's process has ended");
    return Answer.parse(line);
  }

  /** Ends it in order; by force when it doesn't end. */
  @Override
  public void close() {
    orders.close();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
