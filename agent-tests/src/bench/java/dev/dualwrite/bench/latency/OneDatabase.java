package dev.dualwrite.bench.latency;

import dev.dualwrite.bench.run.Items;
import dev.dualwrite.tests.harness.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** An application that knows of one database: bare, or with the agent around it. */
final class OneDatabase implements Application {
  private final Connection connection;
  private final PreparedStatement statement;

  OneDatabase(Database database) throws SQLException {
    connection = database.connect();
    statement = connection.prepareStatement(Items.WRITE);
  }

  @Override
  public void write(long number) throws SQLException {
    begin(true);
    execute(number);
  }

  @Override
  public void transaction(int writes, long number) throws SQLException {
    begin(false);
    for (int i = 0; i < writes; i++) {
      execute(number + i);
    }
    commit();
  }

  void begin(boolean autoCommit) throws SQLException {
    if (connection.getAutoCommit() != autoCommit) {
      connection.setAutoCommit(autoCommit);
    }
  }

  void execute(long number) throws SQLException {
    statement.setLong(1, number);
    statement.setInt(2, Items.key(number));
    if (statement.executeUpdate() != 1) {
      throw new SQLException("the row " + Items.key(number) + " is gone");
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
