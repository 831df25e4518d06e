package dev.dualwrite.capture;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Function;

/**
 * A forward-only result set over rows that the agent has read before the application could.
 *
 * <p>A proxy, since the interface has some 190 methods of which these are used on keys and returned
 * rows; the others say that they aren't supported.
 */
final class CopiedResultSet implements InvocationHandler {
  private static final Map<String, Function<String, Object>> FROM_TEXT =
      Map.of(
          "getInt", text -> new BigDecimal(text.trim()).intValueExact(),
          "getLong", text -> new BigDecimal(text.trim()).longValueExact(),
          "getShort", text -> new BigDecimal(text.trim()).shortValueExact(),
          "getByte", text -> new BigDecimal(text.trim()).byteValueExact(),
          "getFloat", Float::valueOf,
          "getDouble", Double::valueOf,
          "getBigDecimal", text -> new BigDecimal(text.trim()),
          "getString", text -> text,
          "getNString", text -> text,
          "getBoolean",
              text -> text.equals("1") || text.equals("t") || text.equalsIgnoreCase("true"));

  private final CopiedRows rows;
  private final int columns;
  private final Statement statement;
  private int row = -1;
  private boolean closed;
  private boolean wasNull;

  private CopiedResultSet(CopiedRows rows, int columns, Statement statement) {
    this.rows = rows;
    this.columns = columns;
    this.statement = statement;
  }

  /**
   * Returns a result set before its first row.
   *
   * @param columns how many of the columns, from the first, can be seen
   */
  static ResultSet of(CopiedRows rows, int columns, Statement statement) {
    return (ResultSet)
        Proxy.newProxyInstance(
            CopiedResultSet.class.getClassLoader(),
            new Class<?>[] {ResultSet.class},
            new CopiedResultSet(rows, Math.min(columns, rows.columns()), statement));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    String name = method.getName();
    switch (name) {
      case "close":
        closed = true;
        return null;
      case "isClosed":
        return closed;
      case "toString":
        return "CopiedResultSet at row " + (row + 1) + " of " + rows.size();
      case "hashCode":
        return System.identityHashCode(proxy);
      case "equals":
        return proxy == arguments[0];
      case "unwrap":
        throw new SQLException("not a wrapper of " + arguments[0]);
      case "isWrapperFor":
        return false;
      default:
        requireOpen();
        return name.startsWith("get") && arguments != null && arguments.length > 0
            ? value(method, arguments)
            : position(name, arguments);
    }
  }

  private void requireOpen() throws SQLException {
    if (closed) {
      throw new SQLException("the result set is closed", "24000");
    }
  }

  private Object position(String name, Object[] arguments) throws SQLException {
    switch (name) {
      case "next":
        row = Math.min(row + 1, rows.size());
        return row < rows.size();
      case "wasNull":
        return wasNull;
      case "getRow":
        return row < 0 || row >= rows.size() ? 0 : row + 1;
      case "isBeforeFirst":
        return row < 0 && rows.size() > 0;
      case "isFirst":
        return row == 0 && rows.size() > 0;
      case "isLast":
        return row >= 0 && row == rows.size() - 1;
      case "isAfterLast":
        return rows.size() > 0 && row >= rows.size();
      case "findColumn":
        return column((String) arguments[0]) + 1;
      case "getMetaData":
        return VisibleColumns.of(rows.metaData(), columns);
      case "getStatement":
        return statement;
      case "getType":
        return ResultSet.TYPE_FORWARD_ONLY;
      case "getConcurrency":
        return ResultSet.CONCUR_READ_ONLY;
      case "getFetchDirection":
        return ResultSet.FETCH_FORWARD;
      case "getFetchSize":
        return 0;
      case "getHoldability":
        return ResultSet.CLOSE_CURSORS_AT_COMMIT;
      case "getWarnings":
      case "clearWarnings":
      case "setFetchSize":
      case "setFetchDirection":
        return null;
      default:
        throw new SQLFeatureNotSupportedException(
            "ResultSet." + name + " on rows that an INSERT, UPDATE or DELETE returned", "0A000");
    }
  }

  private Object value(Method method, Object[] arguments) throws SQLException {
    if (row < 0 || row >= rows.size()) {
      throw new SQLException("the result set isn't on a row", "24000");
    }
    int column =
        arguments[0] instanceof Integer
            ? (Integer) arguments[0] - 1
            : column((String) arguments[0]);
    if (column < 0 || column >= columns) {
      throw new SQLException("column " + arguments[0] + ": expected 1 to " + columns, "42703");
    }
    Object value = rows.value(row, column);
    wasNull = value == null;
    if (value == null) {
      return Primitives.zero(method.getReturnType());
    }
    if (arguments.length == 2 && arguments[1] instanceof Class) {
      return typed(rows.text(row, column), value, (Class<?>) arguments[1]);
    }
    if (method.getReturnType().isInstance(value) && !FROM_TEXT.containsKey(method.getName())) {
      return value;
    }
    return fromText(method, rows.text(row, column));
  }

  private static Object typed(String text, Object value, Class<?> type) throws SQLException {
    if (type.isInstance(value)) {
      return value;
    }
    for (Method getter : ResultSet.class.getMethods()) {
      if (FROM_TEXT.containsKey(getter.getName())
          && Primitives.boxed(getter.getReturnType()) == type) {
        return fromText(getter, text);
      }
    }
    throw new SQLException(
        "a " + value.getClass().getName() + " can't be read as " + type.getName(), "22005");
  }

  private static Object fromText(Method getter, String text) throws SQLException {
    Function<String, Object> reading = FROM_TEXT.get(getter.getName());
    if (reading == null) {
      throw new SQLFeatureNotSupportedException(
          "ResultSet." + getter.getName() + " on rows that an INSERT, UPDATE or DELETE returned",
          "0A000");
    }
    try {
      return reading.apply(text);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new SQLException("the value can't be read by " + getter.getName(), "22003", e);
    }
  }

  private int column(String label) throws SQLException {
    int column = rows.indexOf(label);
    if (column < 0 || column >= columns) {
      throw new SQLException("there is no column " + label, "42703");
    }
    return column;
  }
}
