package dev.dualwrite.bench.nothing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** A statement whose text is known; what is bound to it is dropped. */
abstract class NothingPreparedStatement extends NothingStatement implements PreparedStatement {
  private final String sql;
  private final boolean query;

  NothingPreparedStatement(Connection connection, String sql) {
    super(connection);
    this.sql = sql;
    this.query = sql.startsWith("SELECT");
  }

  @Override
  public void setInt(int index, int value) {}

  @Override
  public void setLong(int index, long value) {}

  @Override
  public void setString(int index, String value) {}

  @Override
  public void setObject(int index, Object value) {}

  @Override
  public ResultSet executeQuery() {
    return find(sql);
  }

  @Override
  public int executeUpdate() {
    return 1;
  }

  @Override
  public boolean execute() {
    return query;
  }

  @Override
  public ResultSet getResultSet() {
    return query ? find(sql) : null;
  }

  @Override
  public int getUpdateCount() {
    return query ? -1 : 1;
  }
}
