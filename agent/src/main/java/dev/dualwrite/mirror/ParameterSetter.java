package dev.dualwrite.mirror;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Binds the application's values to a statement on either database, as often as asked. */
@FunctionalInterface
public interface ParameterSetter {
  /**
   * Binds all parameters.
   *
   * @throws SQLException the driver's
   */
  void bind(PreparedStatement statement) throws SQLException;
}
