package dev.dualwrite.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** A driver whose classes are instrumented, as far as a test can tell, and watched by a spy. */
public final class HookedSpyDriver extends SpyDriver {
  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    return HookedJdbc.of(super.connect(url, properties));
  }
}
