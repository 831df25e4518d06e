package dev.dualwrite.verify;

import dev.dualwrite.config.Secrets;
import dev.dualwrite.divergence.DatabaseError;
import java.sql.SQLException;

/** Says why a database refused something, without the application's values. */
final class Failures {
  private Failures() {}

  static String text(SQLException failure) {
    DatabaseError error = DatabaseError.of(failure);
    String state = error.state().map(code -> "[" + code + "] ").orElse("");
    return Secrets.mask(state + error.withoutValues());
  }
}
