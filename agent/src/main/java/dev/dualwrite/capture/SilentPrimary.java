package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.logging.QuietPeriod;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that the application's own database didn't answer a question of the agent's. That is no
 * fault of the agent, and the driver says the same to the application.
 */
final class SilentPrimary {
  private static final Logger logger = LoggerFactory.getLogger(SilentPrimary.class);

  private final QuietPeriod told = new QuietPeriod(System::nanoTime);

  /** Returns whether that is what a failure means; then it is logged, once in half a minute. */
  boolean explains(Object target, JdbcMethod method, SQLException failure) {
    HookState state = target instanceof HostState ? ((HostState) target).dualwrite$state() : null;
    HostConnection host;
    if (state instanceof HostConnection) {
      host = (HostConnection) state;
    } else if (state instanceof HostStatement) {
      host = ((HostStatement) state).host();
    } else {
      return false;
    }
    if (!host.migration().dialect().errors().isConnectionFailure(failure)) {
      return false;
    }
    if (told.begin()) {
      logger.warn(
          "The {} database, the primary in phase {}, didn't answer as {} was called: {}. The call goes on to the driver, which tells the application",
          host.migration().side().label(),
          host.phase().label(),
          method,
          failure.getMessage());
    }
    return true;
  }
}
