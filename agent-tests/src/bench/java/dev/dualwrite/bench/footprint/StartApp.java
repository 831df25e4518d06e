package dev.dualwrite.bench.footprint;

import dev.dualwrite.bench.run.Backend;
import dev.dualwrite.bench.run.Items;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Starts and ends, with or without using a database once. */
public final class StartApp {
  static final String DONE = "done";

  private StartApp() {}

  /** Argument: the name of a {@link Start}. */
  public static void main(String[] arguments) throws SQLException {
    switch (Start.valueOf(arguments[0])) {
      case EMPTY -> {}
      case ONE_WRITE -> write();
    }
    System.out.println(DONE);
  }

  private static void write() throws SQLException {
    try (Connection connection = Backend.H2.inMemory().oldDatabase().connect();
        PreparedStatement write = connection.prepareStatement(Items.WRITE)) {
      write.setLong(1, 1);
      write.setInt(2, 1);
      write.executeUpdate();
    }
  }

  /** What is done before it ends. */
  enum Start {
    EMPTY("main method that does nothing"),
    ONE_WRITE("one write to H2 in memory");

    private final String label;

    Start(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }
}
