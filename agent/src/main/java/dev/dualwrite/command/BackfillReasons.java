package dev.dualwrite.command;

import dev.dualwrite.config.Secrets;
import java.sql.SQLException;

/** Why a backfill ended, in a sentence. */
final class BackfillReasons {
  private BackfillReasons() {}

  static String of(SQLException failure) {
    String text = Secrets.mask(Words.oneLine(String.valueOf(failure.getMessage())));
    return text.endsWith(".") ? text : text + ".";
  }
}
