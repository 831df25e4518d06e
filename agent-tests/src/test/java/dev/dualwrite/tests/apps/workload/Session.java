package dev.dualwrite.tests.apps.workload;

import dev.dualwrite.tests.harness.Vendor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;

/** One connection of the workload; whatever is done through it ends up in the transcript. */
final class Session {
  private final Vendor vendor;
  private final Connection connection;
  private final Transcript transcript;
  private final Random random;
  private int lastId;

  Session(Vendor vendor, Connection connection, Transcript transcript, Random random) {
    this.vendor = vendor;
    this.connection = connection;
    this.transcript = transcript;
    this.random = random;
  }

  /** Something that may fail as any JDBC call may. */
  interface Action {
    void run() throws Exception;
  }

  Vendor vendor() {
    return vendor;
  }

  Connection connection() {
    return connection;
  }

  Transcript transcript() {
    return transcript;
  }

  Random random() {
    return random;
  }

  /** Returns a number that no row has as its key yet. */
  int nextId() {
    lastId++;
    return lastId;
  }

  /** Returns the text that belongs to the vendor of this session. */
  String pick(String postgres, String mariaDb, String h2) {
    return switch (vendor) {
      case POSTGRESQL -> postgres;
      case MARIADB -> mariaDb;
      case H2 -> h2;
    };
  }

  /** Runs an action and writes down how it failed, if it did. */
  void attempt(String what, Action action) throws Exception {
    transcript.line("%s", what);
    try {
      action.run();
    } catch (SQLException e) {
      transcript.failure(e);
    } catch (RuntimeException e) {
      transcript.line("  threw %s", e);
    }
  }

  /** Runs a text by {@code Statement.execute} and writes down all of its results. */
  void execute(String sql) throws Exception {
    attempt(
        sql,
        () -> {
          try (Statement statement = connection.createStatement()) {
            transcript.results(statement, statement.execute(sql));
          }
        });
  }

  /** Prepares a text, binds the values by {@code setObject}, and writes down all results. */
  void run(String sql, Object... values) throws Exception {
    attempt(
        sql + " " + Arrays.toString(values),
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            transcript.results(statement, statement.execute());
          }
        });
  }

  static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  /** Gives a broken or unwanted transaction up, and nothing in autocommit. */
  void rollback() throws Exception {
    if (!connection.getAutoCommit()) {
      attempt("rollback", connection::rollback);
    }
  }

  void commit() throws Exception {
    if (!connection.getAutoCommit()) {
      attempt("commit", connection::commit);
    }
  }
}
