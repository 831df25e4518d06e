package dev.dualwrite.bench.nothing;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.Statement;

/** A connection to nowhere. */
abstract class NothingConnection implements Connection {
  private static final Completed<NothingStatement> STATEMENTS =
      Completed.of(NothingStatement.class, Connection.class);
  private static final Completed<NothingPreparedStatement> PREPARED_STATEMENTS =
      Completed.of(NothingPreparedStatement.class, Connection.class, String.class);
  private static final Completed<NothingMetaData> META_DATA =
      Completed.of(NothingMetaData.class, Connection.class, String.class);

  private final String url;
  private boolean autoCommit = true;
  private boolean closed;

  NothingConnection(String url) {
    this.url = url;
  }

  @Override
  public Statement createStatement() {
    return STATEMENTS.create(this);
  }

  @Override
  public Statement createStatement(int type, int concurrency) {
    return createStatement();
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) {
    return createStatement();
  }

  @Override
  public PreparedStatement prepareStatement(String sql) {
    return PREPARED_STATEMENTS.create(this, sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency) {
    return PREPARED_STATEMENTS.create(this, sql);
  }

  @Override
  public PreparedStatement prepareStatement(
      String sql, int type, int concurrency, int holdability) {
    return PREPARED_STATEMENTS.create(this, sql);
  }

  @Override
  public void commit() {}

  @Override
  public void rollback() {}

  @Override
  public void setAutoCommit(boolean autoCommit) {
    this.autoCommit = autoCommit;
  }

  @Override
  public boolean getAutoCommit() {
    return autoCommit;
  }

  @Override
  public int getTransactionIsolation() {
    return TRANSACTION_READ_COMMITTED;
  }

  @Override
  public DatabaseMetaData getMetaData() {
    return META_DATA.create(this, url);
  }

  @Override
  public String getCatalog() {
    return NothingMetaData.CATALOG;
  }

  @Override
  public String getSchema() {
    return NothingMetaData.SCHEMA;
  }

  @Override
  public String nativeSQL(String sql) {
    return sql;
  }

  @Override
  public boolean isValid(int timeoutSeconds) {
    return !closed;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
