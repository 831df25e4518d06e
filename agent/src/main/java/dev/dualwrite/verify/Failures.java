package dev.dualwrite.verify;

import dev.dualwrite.config.Secrets;
import dev.dualwrite.divergence.DatabaseError;
import java.sql.SQLException;

/** Says why a database refused something, without the application's values. */
public final class Failures {
  private Failures() {}

  /** Returns the state and the message without values. */
  public static String text(SQLException failure) {
    DatabaseError error = DatabaseError.of(failure);
    String state = error.state().map(code -> "[" + code + "] ").orElse("");
    return Secrets.mask(state + error.withoutValues());
  }
}
