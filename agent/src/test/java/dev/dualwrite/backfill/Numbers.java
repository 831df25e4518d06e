package dev.dualwrite.backfill;

import dev.dualwrite.testing.Vendor;

/** Fills tables with numbered rows. */
final class Numbers {
  private Numbers() {}

  /** Returns what inserts rows of a number from 1 on and a text. */
  static String insert(Vendor vendor, String table, int rows) {
    String numbers =
        switch (vendor) {
          case POSTGRES -> "generate_series(1, " + rows + ") AS s(n)";
          case MARIADB -> "(SELECT seq AS n FROM seq_1_to_" + rows + ") s";
          case H2 -> "(SELECT x AS n FROM system_range(1, " + rows + ")) s";
        };
    return "INSERT INTO " + table + " SELECT n, concat('row ', n) FROM " + numbers;
  }
}
