package dev.dualwrite.bench.endurance;

import dev.dualwrite.bench.run.Items;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What is done over and over. */
enum Course {
  TRANSACTIONS("transactions"),
  SINGLE_WRITES("single writes"),
  CACHED_READS("cached reads"),
  LITERAL_READS("literal reads"),
  LITERAL_WRITES("literal writes");

  private final String label;

  Course(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Does it for the numbers from one up to another, the latter excluded. */
  void run(Connection connection, long from, long to) throws SQLException {
    switch (this) {
      case TRANSACTIONS -> {
        connection.setAutoCommit(false);
        preparedWrites(connection, from, to);
      }
      case SINGLE_WRITES -> preparedWrites(connection, from, to);
      case CACHED_READS -> preparedReads(connection, from, to);
      case LITERAL_READS -> reads(connection, from, to);
      case LITERAL_WRITES -> writes(connection, from, to);
    }
  }

  private static void preparedWrites(Connection connection, long from, long to)
      throws SQLException {
    boolean commits = !connection.getAutoCommit();
    try (PreparedStatement write = connection.prepareStatement(Items.WRITE)) {
      for (long number = from; number < to; number++) {
        write.setLong(1, number);
        write.setInt(2, Items.key(number));
        write.executeUpdate();
        if (commits) {
          connection.commit();
        }
      }
    }
  }

  private static void preparedReads(Connection connection, long from, long to) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(Items.READ)) {
      for (long number = from; number < to; number++) {
        read.setInt(1, Items.key(number));
        try (ResultSet rows = read.executeQuery()) {
          rows.next();
        }
      }
    }
  }

  private static void reads(Connection connection, long from, long to) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (long number = from; number < to; number++) {
        try (ResultSet rows = statement.executeQuery(Items.literalRead(number))) {
          rows.next();
        }
      }
    }
  }

  private static void writes(Connection connection, long from, long to) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (long number = from; number < to; number++) {
        statement.executeUpdate(Items.literalWrite(number));
      }
    }
  }
}
