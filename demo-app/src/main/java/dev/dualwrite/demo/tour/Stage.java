package dev.dualwrite.demo.tour;

import dev.dualwrite.demo.compare.Comparison;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the tour takes place on: two servers with empty tables, and the agent's properties. */
final class Stage implements AutoCloseable {
  private final Path folder;
  private final DatabaseServer oldServer;
  private final DatabaseServer newServer;

  private Stage(Path folder) throws SQLException {
    this.folder = folder;
    this.oldServer = DatabaseServer.start("old", folder);
    this.newServer = DatabaseServer.start("new", folder);
  }

  /** Sets it up anew. */
  static Stage setUp(Path folder) throws IOException, SQLException {
    deleteAll(folder);
    Files.createDirectories(folder);
    Stage stage = new Stage(folder);
    stage.createTables(stage.oldServer);
    stage.createTables(stage.newServer);
    Files.writeString(stage.properties(), stage.propertiesText());
    return stage;
  }

  DatabaseServer oldServer() {
    return oldServer;
  }

  DatabaseServer newServer() {
    return newServer;
  }

  /** The agent's configuration, in phase old-only. */
  Path properties() {
    return folder.resolve("dualwrite.properties");
  }

  /** What the shop and the agent in it say. */
  Path shopLog() {
    return folder.resolve("shop.log");
  }

  /** What the last command said on stderr. */
  Path commandLog() {
    return folder.resolve("command.log");
  }

  /** Reads all tables of both databases, as nobody is writing. */
  List<Comparison> compare() throws SQLException {
    try (Connection oldDatabase = oldServer.connect();
        Connection newDatabase = newServer.connect()) {
      return Comparison.of(oldDatabase, newDatabase);
    }
  }

  /** How many orders a database holds. */
  static long orders(DatabaseServer server) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM orders")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void createTables(DatabaseServer server) throws SQLException, IOException {
    try (InputStream in = Stage.class.getResourceAsStream("/schema.sql");
        Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private String propertiesText() {
    // The demo's own class path holds H2, which the command line needs and the agent's jar lacks.
    String driver = Path.of(System.getProperty("java.class.path")).toAbsolutePath().toString();
    return String.join(
        System.lineSeparator(),
        "dualwrite.phase=old-only",
        "dualwrite.old.url=" + oldServer.url(),
        "dualwrite.old.username=" + DatabaseServer.USER,
        "dualwrite.old.password=" + DatabaseServer.PASSWORD,
        "dualwrite.old.driver.path=" + driver,
        "dualwrite.new.url=" + newServer.url(),
        "dualwrite.new.username=" + DatabaseServer.USER,
        "dualwrite.new.password=" + DatabaseServer.PASSWORD,
        "dualwrite.new.driver.path=" + driver,
        "dualwrite.breaker.delay=1s",
        "dualwrite.phase.max-pause=10s",
        "dualwrite.divergence.log=" + folder.resolve("divergence.jsonl"),
        "dualwrite.state.dir=" + folder.resolve("state"),
        "");
  }

  private static void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() {
    newServer.close();
    oldServer.close();
  }
}
