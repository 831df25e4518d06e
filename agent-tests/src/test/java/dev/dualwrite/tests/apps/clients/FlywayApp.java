package dev.dualwrite.tests.apps.clients;

import org.flywaydb.core.Flyway;

/** Migrates a database with the scripts of a folder. */
public final class FlywayApp {
  private FlywayApp() {}

  /** Arguments: folder, URL, user, password. */
  public static void main(String[] args) {
    int migrations =
        Flyway.configure()
            .dataSource(args[1], args[2], args[3])
            .locations("filesystem:" + args[0])
            .load()
            .migrate()
            .migrationsExecuted;
    System.out.println("migrations " + migrations);
  }
}
