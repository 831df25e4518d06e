package dev.dualwrite.bench.nothing;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is asked of the catalog of H2, of which there is but one table here. */
final class NothingCatalog {
  private static final Completed<LabelledRows> ROWS =
      Completed.of(LabelledRows.class, List.class, List.class);
  private static final Completed<Labels> LABELS = Completed.of(Labels.class, List.class);

  private NothingCatalog() {}

  /** Returns the answer to a query of the catalog; empty when it isn't one. */
  static Optional<ResultSet> answer(String sql) {
    String lower = sql.toLowerCase(Locale.ROOT);
    if (lower.contains("schema() as")) {
      return Optional.of(
          rows(List.of("SCHEMA", "TIME ZONE"), List.of(NothingMetaData.SCHEMA, "UTC")));
    }
    if (lower.startsWith("select table_catalog, table_name, column_name, data_type")) {
      return Optional.of(columns());
    }
    return lower.contains("information_schema") ? Optional.of(rows(List.of())) : Optional.empty();
  }

  /** As ShardingSphere asks H2 for its columns. */
  private static ResultSet columns() {
    return rows(
        List.of(
            "TABLE_CATALOG",
            "TABLE_NAME",
            "COLUMN_NAME",
            "DATA_TYPE",
            "ORDINAL_POSITION",
            "IS_VISIBLE",
            "IS_NULLABLE"),
        List.of(NothingMetaData.CATALOG, NothingMetaData.TABLE, "ID", "INTEGER", 1, "TRUE", "NO"),
        List.of(NothingMetaData.CATALOG, NothingMetaData.TABLE, "V", "INTEGER", 2, "TRUE", "YES"));
  }

  static ResultSet rows(List<String> labels, List<?>... rows) {
    return ROWS.create(labels, List.of(rows));
  }

  static ResultSetMetaData labels(List<String> labels) {
    return LABELS.create(labels);
  }

  /** Rows whose values are found by their columns' labels. */
  abstract static class LabelledRows implements ResultSet {
    private final List<String> labels;
    private final List<List<?>> rows;
    private int current = -1;

    LabelledRows(List<String> labels, List<List<?>> rows) {
      this.labels = labels;
      this.rows = rows;
    }

    @Override
    public boolean next() {
      current++;
      return current < rows.size();
    }

    @Override
    public Object getObject(String label) {
      int index = labels.indexOf(label);
      return index < 0 ? null : rows.get(current).get(index);
    }

    @Override
    public String getString(String label) {
      Object value = getObject(label);
      return value == null ? null : value.toString();
    }

    @Override
    public String getString(int column) {
      return getString(labels.get(column - 1));
    }

    @Override
    public boolean getBoolean(String label) {
      return Boolean.parseBoolean(getString(label));
    }

    @Override
    public int getInt(String label) {
      return getObject(label) instanceof Integer value ? value : 0;
    }

    @Override
    public long getLong(String label) {
      return getInt(label);
    }

    @Override
    public short getShort(String label) {
      return (short) getInt(label);
    }

    @Override
    public ResultSetMetaData getMetaData() {
      return NothingCatalog.labels(labels);
    }
  }

  /** The labels of such rows. */
  abstract static class Labels implements ResultSetMetaData {
    private final List<String> labels;

    Labels(List<String> labels) {
      this.labels = labels;
    }

    @Override
    public int getColumnCount() {
      return labels.size();
    }

    @Override
    public String getColumnLabel(int column) {
      return labels.get(column - 1);
    }
  }
}
