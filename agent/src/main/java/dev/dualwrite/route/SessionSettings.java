package dev.dualwrite.route;

import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.phase.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the application has set on its connection by methods, and which of the connections behind it
 * have heard of it.
 */
final class SessionSettings {
  private static final Set<JdbcMethod> SETTERS =
      EnumSet.of(
          JdbcMethod.SET_AUTO_COMMIT,
          JdbcMethod.SET_SCHEMA,
          JdbcMethod.SET_CATALOG,
          JdbcMethod.SET_ISOLATION,
          JdbcMethod.SET_READ_ONLY,
          JdbcMethod.SET_HOLDABILITY,
          JdbcMethod.SET_TYPE_MAP,
          JdbcMethod.SET_CLIENT_INFO,
          JdbcMethod.SET_ALL_CLIENT_INFO,
          JdbcMethod.SET_NETWORK_TIMEOUT);

  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private boolean autocommit;

  SessionSettings(boolean autocommit) {
    this.autocommit = autocommit;
  }

  static boolean includes(JdbcMethod method) {
    return SETTERS.contains(method);
  }

  /** A setting was made on one side. */
  void made(JdbcMethod method, Object[] arguments, Side side) {
    if (method == JdbcMethod.SET_AUTO_COMMIT) {
      autocommit = (Boolean) arguments[0];
      return;
    }
    String name =
        method == JdbcMethod.SET_CLIENT_INFO ? method + " " + arguments[0] : method.name();
    Setting before = settings.get(name);
    if (before == null
        || !before.sides.contains(side)
        || !Arrays.equals(before.arguments, arguments)) {
      settings.remove(name);
      settings.put(name, new Setting(method, arguments.clone(), side));
    }
  }

  /** A side's connection was replaced by one that nothing was set on. */
  void forget(Side side) {
    settings.values().forEach(setting -> setting.sides.remove(side));
  }

  /**
   * Makes the settings on a connection in autocommit mode that hasn't heard of them; all but the
   * mode itself.
   *
   * @throws SQLException the driver's
   */
  void bring(Connection connection, Side side) throws SQLException {
    for (Setting setting : settings.values()) {
      if (!setting.sides.contains(side)) {
        setting.make(connection);
        setting.sides.add(side);
      }
    }
  }

  boolean autocommit() {
    return autocommit;
  }

  private static final class Setting {
    private final JdbcMethod method;
    private final Object[] arguments;
    private final EnumSet<Side> sides;

    Setting(JdbcMethod method, Object[] arguments, Side side) {
      this.method = method;
      this.arguments = arguments;
      this.sides = EnumSet.of(side);
    }

    void make(Connection connection) throws SQLException {
      JdbcCalls.callForUs(connection, JdbcCalls.method(method), arguments);
    }
  }
}
