package dev.dualwrite.capture;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** The metadata of a result set of which the application sees only the first columns. */
final class VisibleColumns implements InvocationHandler {
  private final ResultSetMetaData all;
  private final int visible;

  private VisibleColumns(ResultSetMetaData all, int visible) {
    this.all = all;
    this.visible = visible;
  }

  /**
   * Returns metadata without the columns behind the visible ones.
   *
   * @throws SQLException the driver's
   */
  static ResultSetMetaData of(ResultSetMetaData all, int visible) throws SQLException {
    return all.getColumnCount() <= visible
        ? all
        : (ResultSetMetaData)
            Proxy.newProxyInstance(
                VisibleColumns.class.getClassLoader(),
                new Class<?>[] {ResultSetMetaData.class},
                new VisibleColumns(all, visible));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("getColumnCount")) {
      return visible;
    }
    if (arguments != null && arguments[0] instanceof Integer && (Integer) arguments[0] > visible) {
      throw new SQLException("column " + arguments[0] + ": expected 1 to " + visible, "42703");
    }
    try {
      return method.invoke(all, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
