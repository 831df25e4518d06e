package dev.dualwrite.bench.calls;

import dev.dualwrite.bench.run.Backend;
import dev.dualwrite.tests.harness.Database;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * What a forked JVM measures, told to it by system properties.
 *
 * @param backend what is under the contender
 * @param contender what stands between
 * @param url of the application's database
 */
record Target(Backend backend, Contender contender, String url) {
  private static final String BACKEND = "bench.backend";
  private static final String CONTENDER = "bench.contender";
  private static final String URL = "bench.url";

  static Target ofThisJvm() {
    return new Target(
        Backend.valueOf(System.getProperty(BACKEND)),
        Contender.valueOf(System.getProperty(CONTENDER)),
        System.getProperty(URL));
  }

  List<String> options() {
    return List.of(
        "-D" + BACKEND + "=" + backend.name(),
        "-D" + CONTENDER + "=" + contender.name(),
        "-D" + URL + "=" + url);
  }

  /** Returns what the application would use. */
  DataSource open() throws SQLException {
    Database database = backend.database(url);
    return contender.wrap(
        new PlainDataSource(backend.driver(), url, database.user(), database.password()));
  }
}
