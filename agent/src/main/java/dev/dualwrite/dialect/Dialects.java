package dev.dualwrite.dialect;

import java.util.Locale;

/** Finds the dialect of a JDBC URL. */
public final class Dialects {

  private Dialects() {}

  /** Returns the dialect of the URL's vendor, for one that isn't known a cautious one. */
  public static Dialect forUrl(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith("jdbc:postgresql:")) {
      return new PostgresDialect();
    }
    if (lower.startsWith("jdbc:mariadb:")) {
      return new MariaDbDialect();
    }
    if (lower.startsWith("jdbc:mysql:")) {
      return new MySqlDialect();
    }
    if (lower.startsWith("jdbc:h2:")) {
      return new H2Dialect(url);
    }
    for (GenericVendor vendor : GenericVendor.values()) {
      if (vendor.isNamedBy(lower)) {
        return GenericDialect.of(vendor);
      }
    }
    return GenericDialect.unknown(subprotocol(lower));
  }

  private static String subprotocol(String url) {
    String[] parts = url.split(":", 3);
    return parts.length < 3 ? url : parts[1];
  }
}
