package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.JdbcMethod;
import java.sql.CallableStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The OUT parameters of one callable statement, as the application registered them. */
final class OutParameters {
  private final Map<Object, Registration> byPlace = new LinkedHashMap<>();

  /** One was registered, by its index or its name; what was registered there before is replaced. */
  void registered(JdbcMethod method, Object[] arguments) {
    byPlace.put(arguments[0], new Registration(method, arguments.clone()));
  }

  void forget() {
    byPlace.clear();
  }

  /**
   * Registers all of them once more.
   *
   * @throws SQLException the driver's
   */
  void registerWith(CallableStatement statement) throws SQLException {
    for (Registration each : byPlace.values()) {
      Setters.call(each.method, statement, each.arguments);
    }
  }

  private static final class Registration {
    private final JdbcMethod method;
    private final Object[] arguments;

    Registration(JdbcMethod method, Object[] arguments) {
      this.method = method;
      this.arguments = arguments;
    }
  }
}
