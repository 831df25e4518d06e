package dev.dualwrite.mirror;

import dev.dualwrite.schema.ConnectionSource;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a database whose breaker is open whether it answers again, so that no application's
 * transaction has to.
 */
public final class BreakerProbe {
  private static final Logger logger = LoggerFactory.getLogger(BreakerProbe.class);
  private static final int VALID_SECONDS = 1;

  private final List<Watched> watched = new CopyOnWriteArrayList<>();

  /** Watches a breaker for as long as somebody else holds it. */
  public void watch(Breaker breaker, ConnectionSource database) {
    watched.add(new Watched(new WeakReference<>(breaker), new WeakReference<>(database)));
  }

  /**
   * Asks each database that is due; called every second or so on a thread of the agent's own, which
   * may wait for the drivers.
   */
  public void probeAll() {
    watched.removeIf(each -> each.breaker.get() == null || each.database.get() == null);
    for (Watched each : watched) {
      Breaker breaker = each.breaker.get();
      ConnectionSource database = each.database.get();
      if (breaker != null && database != null && breaker.probeDue()) {
        probe(breaker, database);
      }
    }
  }

  private static void probe(Breaker breaker, ConnectionSource database) {
    try (Connection connection = database.open()) {
      if (connection.isValid(VALID_SECONDS)) {
        breaker.answered();
      } else {
        breaker.silent("a connection that isn't valid");
      }
    } catch (SQLException | RuntimeException | LinkageError e) {
      // A probe that doesn't report would leave the breaker open for ever.
      logger.debug("The database still doesn't answer", e);
      breaker.silent(String.valueOf(e.getMessage()));
    }
  }

  private static final class Watched {
    private final WeakReference<Breaker> breaker;
    private final WeakReference<ConnectionSource> database;

    Watched(WeakReference<Breaker> breaker, WeakReference<ConnectionSource> database) {
      this.breaker = breaker;
      this.database = database;
    }
  }
}
