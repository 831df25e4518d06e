package dev.dualwrite.capture;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a result set that could be read only once: read by the agent, handed out to the
 * application as often as it asks.
 */
final class CopiedRows {
  private final ResultSetMetaData metaData;
  private final List<String> labels;
  private final List<Object[]> values;
  private final List<String[]> texts;

  private CopiedRows(
      ResultSetMetaData metaData,
      List<String> labels,
      List<Object[]> values,
      List<String[]> texts) {
    this.metaData = metaData;
    this.labels = labels;
    this.values = values;
    this.texts = texts;
  }

  /**
   * Reads a result set to its end.
   *
   * @throws SQLException the driver's
   */
  static CopiedRows of(ResultSet rows) throws SQLException {
    ResultSetMetaData metaData = rows.getMetaData();
    int columns = metaData.getColumnCount();
    List<String> labels = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      labels.add(metaData.getColumnLabel(i));
    }
    List<Object[]> values = new ArrayList<>();
    List<String[]> texts = new ArrayList<>();
    while (rows.next()) {
      Object[] row = new Object[columns];
      String[] text = new String[columns];
      for (int i = 0; i < columns; i++) {
        row[i] = rows.getObject(i + 1);
        text[i] = rows.getString(i + 1);
      }
      values.add(row);
      texts.add(text);
    }
    return new CopiedRows(metaData, labels, values, texts);
  }

  ResultSetMetaData metaData() {
    return metaData;
  }

  int size() {
    return values.size();
  }

  int columns() {
    return labels.size();
  }

  Object value(int row, int column) {
    return values.get(row)[column];
  }

  /** The value as the driver spelled it. */
  String text(int row, int column) {
    return texts.get(row)[column];
  }

  /** The place of a column, counted from 0; -1 when there is none of that label, in any case. */
  int indexOf(String label) {
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i).equalsIgnoreCase(label)) {
        return i;
      }
    }
    return -1;
  }
}
