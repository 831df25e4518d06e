package dev.dualwrite.bench.nothing;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.util.List;

/** One row of one value, again and again. */
abstract class NothingRow implements ResultSet {
  private static final ResultSetMetaData META_DATA = NothingCatalog.labels(List.of("V"));

  private final Statement statement;
  private boolean before;

  NothingRow(Statement statement) {
    this.statement = statement;
  }

  final NothingRow again() {
    before = true;
    return this;
  }

  @Override
  public boolean next() {
    boolean there = before;
    before = false;
    return there;
  }

  @Override
  public int getInt(int column) {
    return column;
  }

  @Override
  public int getInt(String column) {
    return 1;
  }

  @Override
  public long getLong(int column) {
    return column;
  }

  @Override
  public String getString(int column) {
    return "1";
  }

  @Override
  public Object getObject(int column) {
    return column;
  }

  @Override
  public ResultSetMetaData getMetaData() {
    return META_DATA;
  }

  @Override
  public Statement getStatement() {
    return statement;
  }

  @Override
  public int getType() {
    return TYPE_FORWARD_ONLY;
  }

  @Override
  public int getConcurrency() {
    return CONCUR_READ_ONLY;
  }

  @Override
  public void close() {}
}
