package dev.dualwrite.tests.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A server that a test may break, and that then runs again on the same port and data. */
public abstract class BreakableServer implements DatabaseServer {
  /** The user of its databases: one without a way around read-only mode. */
  static final String MIRROR_USER = "mirror";

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Path log;
  private final int port = freePort();
  private Process process;

  BreakableServer(Path log) {
    this.log = log;
    // For a test run that is broken off; else it was ended before.
    Runtime.getRuntime().addShutdownHook(new Thread(this::killAtExit, "kill-server"));
  }

  /** Returns the program and arguments that run the server in the foreground. */
  abstract List<String> command(int port);

  /** Returns the URL of one of its databases, or of the one that is always there. */
  abstract String url(int port, String database);

  /** Returns the database that is always there. */
  abstract String adminDatabase();

  /** Returns the signal that makes it end in good order, without waiting for its clients. */
  abstract String stopSignal();

  /** Returns the folder over which a small disk for {@link #createOn} is to be mounted. */
  abstract Path diskFolder(String database);

  /** Makes an empty database whose tables, and nothing else, are on that disk. */
  abstract Database createOn(SmallDisk disk, String name) throws SQLException;

  /** Removes what {@link #createOn} has made. */
  abstract void dropOnDisk(String name) throws SQLException;

  /** Refuses writes of all databases from now on. */
  public abstract void makeReadOnly() throws SQLException;

  /** Takes writes again. */
  public abstract void makeWritable() throws SQLException;

  /** Refuses logins to its databases from now on, and ends the connections that are open. */
  public abstract void refuseLogins() throws SQLException;

  /** Takes logins again. */
  public abstract void acceptLogins() throws SQLException;

  /** Ends all connections to a database. */
  public abstract void terminateConnections(Database database) throws SQLException;

  /** Returns how many connections to a database are open. */
  public abstract int connections(Database database) throws SQLException;

  public final int port() {
    return port;
  }

  /** Starts it, and waits until it takes connections. */
  public final void start() throws Exception {
    if (isRunning()) {
      throw new IllegalStateException("it runs already");
    }
    process =
        new ProcessBuilder(command(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Await.until("the server takes connections; see " + log, LIMIT, this::takesConnections);
  }

  /** Ends it in good order. */
  @Override
  public final void stop() throws Exception {
    if (isRunning()) {
      Shell.signal(stopSignal(), List.of(process.toHandle()));
      Await.until("the server ends; see " + log, LIMIT, () -> !process.isAlive());
    }
  }

  /** Ends it with all of its processes at once, as a power failure would. */
  public final void kill() throws Exception {
    if (!isRunning()) {
      return;
    }
    freeze();
    List<ProcessHandle> all = processes();
    Shell.signal("KILL", all);
    Await.until("the server is dead", LIMIT, () -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Stops all of its processes where they stand; its sockets stay open. */
  public final void freeze() throws IOException, InterruptedException {
    // The first one alone makes the others, so from then on there are no new ones.
    Shell.signal("STOP", List.of(process.toHandle()));
    Shell.signal("STOP", processes());
  }

  /** Lets a frozen server go on. */
  public final void thaw() throws IOException, InterruptedException {
    Shell.signal("CONT", processes());
  }

  /** Makes good whatever a test did to the server as a whole. */
  public final void heal() throws Exception {
    if (isRunning()) {
      thaw();
    } else {
      start();
    }
    makeWritable();
    acceptLogins();
  }

  /** Runs each text in autocommit, as the server's administrator. */
  final void administer(String... statements) throws SQLException {
    try (Connection connection = connect(adminDatabase());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  final Database database(Vendor vendor, String name) {
    return new Database(vendor, url(port, name), MIRROR_USER, PASSWORD);
  }

  /** Returns the database as the administrator reaches it. */
  final Database administered(Database database) {
    return new Database(database.vendor(), database.url(), USER, PASSWORD);
  }

  private void killAtExit() {
    if (isRunning()) {
      process.destroyForcibly();
    }
  }

  private boolean isRunning() {
    return process != null && process.isAlive();
  }

  private List<ProcessHandle> processes() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    return all;
  }

  private boolean takesConnections() {
    if (!process.isAlive()) {
      throw new AssertionError("the server ended at its start; see " + log);
    }
    try (Connection connection = connect(adminDatabase())) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(port, database), USER, PASSWORD);
  }

  /**
   * Below the ports that Linux gives to outgoing connections: else one of those may have taken it
   * while the server is down.
   */
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken: the next one, then.
      }
    }
  }
}
