package dev.dualwrite.bench.nothing;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.List;

/** Describes the one table: {@code ITEM}, of a primary key {@code ID} and a value {@code V}. */
abstract class NothingMetaData implements DatabaseMetaData {
  static final String CATALOG = "NOTHING";
  static final String SCHEMA = "PUBLIC";
  static final String TABLE = "ITEM";
  private static final String KEY = "ID";

  private final Connection connection;
  private final String url;

  NothingMetaData(Connection connection, String url) {
    this.connection = connection;
    this.url = url;
  }

  @Override
  public ResultSet getTables(String catalog, String schema, String table, String[] types) {
    return NothingCatalog.rows(
        List.of("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE"),
        List.of(CATALOG, SCHEMA, TABLE, "TABLE"));
  }

  @Override
  public ResultSet getColumns(String catalog, String schema, String table, String column) {
    return NothingCatalog.rows(
        List.of(
            "TABLE_NAME",
            "COLUMN_NAME",
            "DATA_TYPE",
            "TYPE_NAME",
            "COLUMN_SIZE",
            "NULLABLE",
            "ORDINAL_POSITION",
            "IS_AUTOINCREMENT",
            "IS_GENERATEDCOLUMN"),
        List.of(TABLE, KEY, Types.INTEGER, "INTEGER", 32, columnNoNulls, 1, "NO", "NO"),
        List.of(TABLE, "V", Types.INTEGER, "INTEGER", 32, columnNullable, 2, "NO", "NO"));
  }

  @Override
  public ResultSet getPrimaryKeys(String catalog, String schema, String table) {
    return NothingCatalog.rows(
        List.of("TABLE_NAME", "COLUMN_NAME", "KEY_SEQ"), List.of(TABLE, KEY, 1));
  }

  @Override
  public ResultSet getIndexInfo(
      String catalog, String schema, String table, boolean unique, boolean approximate) {
    return NothingCatalog.rows(
        List.of("INDEX_NAME", "TYPE", "COLUMN_NAME", "ORDINAL_POSITION"),
        List.of("ITEM_KEY", (int) tableIndexOther, KEY, 1));
  }

  @Override
  public ResultSet getImportedKeys(String catalog, String schema, String table) {
    return NothingCatalog.rows(List.of());
  }

  @Override
  public ResultSet getExportedKeys(String catalog, String schema, String table) {
    return NothingCatalog.rows(List.of());
  }

  @Override
  public ResultSet getTypeInfo() {
    return NothingCatalog.rows(
        List.of("TYPE_NAME", "DATA_TYPE"), List.of("INTEGER", Types.INTEGER));
  }

  @Override
  public ResultSet getSchemas() {
    return NothingCatalog.rows(List.of("TABLE_SCHEM", "TABLE_CATALOG"), List.of(SCHEMA, CATALOG));
  }

  @Override
  public String getURL() {
    return url;
  }

  @Override
  public String getUserName() {
    return "nobody";
  }

  @Override
  public String getDatabaseProductName() {
    return "H2";
  }

  @Override
  public String getDatabaseProductVersion() {
    return "2.0";
  }

  @Override
  public int getDatabaseMajorVersion() {
    return 2;
  }

  @Override
  public String getDriverName() {
    return NothingDriver.class.getSimpleName();
  }

  @Override
  public String getIdentifierQuoteString() {
    return "\"";
  }

  @Override
  public String getSearchStringEscape() {
    return "\\";
  }

  @Override
  public boolean supportsTransactions() {
    return true;
  }

  @Override
  public Connection getConnection() {
    return connection;
  }
}
