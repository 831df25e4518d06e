package dev.dualwrite.bench.nothing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

/** A statement that finds the same row at each query, and changes one at each write. */
abstract class NothingStatement implements Statement {
  private static final Completed<NothingRow> ROWS = Completed.of(NothingRow.class, Statement.class);

  private final Connection connection;
  private final NothingRow row = ROWS.create(this);

  private ResultSet found;

  NothingStatement(Connection connection) {
    this.connection = connection;
  }

  /** Returns what a query of this text finds; the usual row is made anew without garbage. */
  final ResultSet find(String sql) {
    found =
        sql.startsWith("SELECT v") ? row.again() : NothingCatalog.answer(sql).orElseGet(row::again);
    return found;
  }

  @Override
  public ResultSet executeQuery(String sql) {
    return find(sql);
  }

  @Override
  public ResultSet getResultSet() {
    return found;
  }

  @Override
  public int executeUpdate(String sql) {
    return 1;
  }

  @Override
  public boolean execute(String sql) {
    return false;
  }

  @Override
  public int getUpdateCount() {
    return 1;
  }

  @Override
  public int[] executeBatch() {
    return new int[] {1};
  }

  @Override
  public int getResultSetType() {
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getResultSetConcurrency() {
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getResultSetHoldability() {
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public void close() {}
}
