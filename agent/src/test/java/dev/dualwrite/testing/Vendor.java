package dev.dualwrite.testing;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.Dialects;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The vendors with a server to test against. */
public enum Vendor {
  POSTGRES,
  MARIADB,
  H2;

  /** Returns the URL of a new, empty database. */
  public String newDatabase() throws SQLException {
    return switch (this) {
      case POSTGRES -> TestServers.postgres();
      case MARIADB -> TestServers.mariaDb();
      case H2 -> TestServers.h2();
    };
  }

  /** Returns a connection, with autocommit on, to a new, empty database. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(newDatabase());
  }

  /** Returns the vendor's dialect. */
  public Dialect dialect() {
    return Dialects.forUrl(
        switch (this) {
          case POSTGRES -> "jdbc:postgresql:test";
          case MARIADB -> "jdbc:mariadb:test";
          case H2 -> "jdbc:h2:mem:test";
        });
  }
}
