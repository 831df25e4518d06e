package dev.dualwrite.backfill;

import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Users who may not do everything. */
final class Rights {
  private static final String PASSWORD = "limited";

  private Rights() {}

  static void makeUser(Vendor vendor, String url, String user) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      switch (vendor) {
        case POSTGRES ->
            Sql.execute(
                connection,
                "DO $$ BEGIN CREATE ROLE "
                    + user
                    + " LOGIN PASSWORD '"
                    + PASSWORD
                    + "'; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        case MARIADB -> throw new IllegalArgumentException("this server has no users");
        case H2 -> Sql.execute(connection, "CREATE USER " + user + " PASSWORD '" + PASSWORD + "'");
      }
    }
  }

  static void grant(String url, String user, String right) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      Sql.execute(connection, "GRANT " + right + " ON t TO " + user);
    }
  }

  static String urlOf(Vendor vendor, String url, String user) {
    return switch (vendor) {
      case POSTGRES ->
          url.replaceAll("user=\\w+", "user=" + user).replaceAll("&password=\\w*", "")
              + "&password="
              + PASSWORD;
      case MARIADB -> throw new IllegalArgumentException("this server has no users");
      case H2 -> url.replace(";DB_CLOSE_DELAY=-1", "") + ";USER=" + user + ";PASSWORD=" + PASSWORD;
    };
  }
}
