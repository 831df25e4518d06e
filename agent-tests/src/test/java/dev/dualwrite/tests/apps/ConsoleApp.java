package dev.dualwrite.tests.apps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs the lines of its input as SQL on one connection and answers each with one line. */
public final class ConsoleApp {
  private ConsoleApp() {}

  /**
   * Arguments: URL, user, password. The lines begin, commit and rollback are JDBC calls; "bind
   * NUMBER TEXT SQL" binds its two values; "phase NAME" changes the agent's phase. Each answer is
   * the line's number, ok or failed, and the milliseconds it took.
   */
  public static void main(String[] args) throws IOException, SQLException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2])) {
      int number = 0;
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        number++;
        long start = System.nanoTime();
        String answer = answer(connection, line);
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println(number + " " + answer + " in " + millis + " ms");
      }
    }
    System.out.println("ended");
  }

  private static String answer(Connection connection, String line) {
    try {
      switch (line) {
        case "begin" -> connection.setAutoCommit(false);
        case "commit" -> connection.commit();
        case "rollback" -> connection.rollback();
        default -> execute(connection, line);
      }
      return "ok";
    } catch (SQLException e) {
      return "failed " + e;
    }
  }

  private static void execute(Connection connection, String line) throws SQLException {
    if (line.startsWith("phase ")) {
      PhaseChange.to(line.substring("phase ".length()));
    } else if (line.startsWith("bind ")) {
      executeBound(connection, line.split(" ", 4));
    } else {
      executeText(connection, line);
    }
  }

  private static void executeBound(Connection connection, String[] words) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(words[3])) {
      statement.setInt(1, Integer.parseInt(words[1]));
      statement.setString(2, words[2]);
      statement.execute();
    }
  }

  private static void executeText(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
