package dev.dualwrite.dialect;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** How values of one vendor's types are read into neutral forms and written from them. */
public abstract class ColumnTypes {

  /** Returns the neutral form of a type's values. */
  public abstract ValueForm form(ColumnType type);

  /** Returns what a SELECT says to get a column without loss; the column is quoted. */
  public String readExpression(ColumnType type, String column) {
    return column;
  }

  /** Returns the placeholder for a value that is written to a column of the type. */
  public String parameter(ColumnType type) {
    return "?";
  }

  /** Returns the placeholder for a value that a column of the type is compared to. */
  public String keyParameter(ColumnType type) {
    return parameter(type);
  }

  /**
   * Returns an expression by which rows come in an order that depends on no collation and is the
   * same for every vendor: texts by their code points, bytes and UUIDs without sign, all else by
   * value. Blanks at the end of a CHAR don't count.
   */
  public String orderExpression(ColumnType type, String column) {
    return column;
  }

  /** Reads a column that was selected by {@link #readExpression}; null for NULL. */
  public abstract Object read(ResultSet row, int index, ColumnType type) throws SQLException;

  /** Binds null or a value in the type's form, to be written or compared. */
  public abstract void bind(PreparedStatement statement, int index, ColumnType type, Object value)
      throws SQLException;

  /** Returns the primitive that was just read, boxed, or null where the column was NULL. */
  static Object unlessNull(ResultSet row, Object value) throws SQLException {
    return row.wasNull() ? null : value;
  }

  /**
   * Returns what a text means to a column of the type: a value in its form, or the text itself
   * where this vendor has a word for what Java has no value for (infinity, a zero date); empty
   * where it means nothing.
   */
  public final Optional<Object> parse(ColumnType type, String text) {
    Object parsed = Texts.parse(form(type), text);
    if (parsed instanceof String && !hasWordFor(form(type), text)) {
      return Optional.empty();
    }
    return Optional.of(parsed);
  }

  /**
   * Tells whether the text is this vendor's word for a value of the form that Java has no class
   * for.
   */
  boolean hasWordFor(ValueForm form, String text) {
    return false;
  }

  /** Returns the text that every vendor reads as the value. */
  public static String textOf(Object value) {
    return Texts.format(value);
  }
}
