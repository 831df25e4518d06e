package dev.dualwrite.tests.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL as a process of the tests' own, from the same binaries as the shared server. */
final class BreakablePostgres extends BreakableServer {
  private static final String ADMIN_DATABASE = "postgres";
  private static final String TERMINATE =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ";

  private final Path folder;
  private final String program;

  private BreakablePostgres(Path folder, String program) {
    super(folder.resolve("server.log"));
    this.folder = folder;
    this.program = program;
  }

  /** Makes the server's data and starts it. */
  static BreakablePostgres create() throws Exception {
    Path folder =
        Files.createTempDirectory(Files.createDirectories(Path.of("target")), "postgres")
            .toAbsolutePath();
    BreakablePostgres server = new BreakablePostgres(folder, programAndData(folder));
    server.start();
    server.administer(
        "CREATE ROLE " + MIRROR_USER + " LOGIN PASSWORD '" + PASSWORD + "'",
        "GRANT CREATE ON SCHEMA public TO " + MIRROR_USER);
    return server;
  }

  /** Makes the data folder, and returns the program that the library has unpacked. */
  private static String programAndData(Path folder) throws IOException, SQLException {
    Path data = folder.resolve("data");
    try (EmbeddedPostgres once =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start()) {
      long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
      String program = ProcessHandle.of(pid).orElseThrow().info().command().orElseThrow();
      try (var connection = once.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("CREATE ROLE " + USER + " LOGIN SUPERUSER PASSWORD '" + PASSWORD + "'");
      }
      return program;
    }
  }

  @Override
  List<String> command(int port) {
    List<String> command = new ArrayList<>();
    if (Shell.isRoot()) {
      // It refuses to run as root; in a user namespace of its own it doesn't see that it does.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(program, "-D", folder.resolve("data").toString(), "-p", "" + port));
    for (String setting :
        List.of(
            "max_connections=200",
            "fsync=off",
            "deadlock_timeout=50ms",
            "unix_socket_directories=")) {
      command.addAll(List.of("-c", setting));
    }
    return command;
  }

  @Override
  String url(int port, String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database;
  }

  @Override
  String adminDatabase() {
    return ADMIN_DATABASE;
  }

  @Override
  String stopSignal() {
    return "INT";
  }

  @Override
  public Database create(String name) throws SQLException {
    administer("CREATE DATABASE " + name + " OWNER " + MIRROR_USER);
    return database(Vendor.POSTGRESQL, name);
  }

  @Override
  Path diskFolder(String database) {
    return folder.resolve("disk-" + database);
  }

  @Override
  Database createOn(SmallDisk disk, String name) throws SQLException {
    String space = "space_" + name;
    administer(
        "CREATE TABLESPACE " + space + " LOCATION '" + disk.folder() + "'",
        "GRANT CREATE ON TABLESPACE " + space + " TO " + MIRROR_USER,
        "CREATE DATABASE " + name + " OWNER " + MIRROR_USER,
        "ALTER DATABASE " + name + " SET default_tablespace = " + space);
    return database(Vendor.POSTGRESQL, name);
  }

  @Override
  void dropOnDisk(String name) throws SQLException {
    administer("DROP DATABASE " + name + " WITH (FORCE)", "DROP TABLESPACE space_" + name);
  }

  @Override
  public void makeReadOnly() throws SQLException {
    administer("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
  }

  @Override
  public void makeWritable() throws SQLException {
    administer(
        "SET default_transaction_read_only = off",
        "ALTER SYSTEM RESET default_transaction_read_only",
        "SELECT pg_reload_conf()");
  }

  @Override
  public void refuseLogins() throws SQLException {
    administer(
        "ALTER ROLE " + MIRROR_USER + " NOLOGIN", TERMINATE + "usename = '" + MIRROR_USER + "'");
  }

  @Override
  public void acceptLogins() throws SQLException {
    administer("ALTER ROLE " + MIRROR_USER + " LOGIN");
  }

  @Override
  public void terminateConnections(Database database) throws SQLException {
    administer(TERMINATE + "datname = '" + nameOf(database) + "'");
  }

  @Override
  public int connections(Database database) throws SQLException {
    return Integer.parseInt(
        new Database(Vendor.POSTGRESQL, url(port(), ADMIN_DATABASE), USER, PASSWORD)
            .query(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = '"
                    + nameOf(database)
                    + "'"));
  }

  private static String nameOf(Database database) {
    return database.url().substring(database.url().lastIndexOf('/') + 1);
  }
}
