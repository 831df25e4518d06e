package dev.dualwrite.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes the old and the new database anew, with the same tables and one rule that only the new has.
 */
final class DemoDatabases {
  private final DemoOptions options;

  DemoDatabases(DemoOptions options) {
    this.options = options;
  }

  void create() throws SQLException {
    deleteFiles();
    create(options.oldUrl(), "schema.sql");
    create(options.newUrl(), "schema.sql", "stricter.sql");
  }

  private void create(String url, String... scripts) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url, options.user(), options.password());
        Statement statement = connection.createStatement()) {
      for (String table : new String[] {"order_items", "orders", "products", "customers"}) {
        statement.execute("DROP TABLE IF EXISTS " + table);
      }
      for (String script : scripts) {
        for (String sql : resource(script).split(";\\s*", 0)) {
          statement.execute(sql);
        }
      }
    }
  }

  /** Only the databases' own files: the divergence log beside them may be open already. */
  private static void deleteFiles() {
    try {
      Files.createDirectories(DemoOptions.FOLDER);
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(DemoOptions.FOLDER, "{old,new}.*.db")) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the databases of the last run can't be deleted", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = DemoDatabases.class.getResourceAsStream("/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name, e);
    }
  }
}
