package dev.dualwrite.migration;

import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Endpoint;
import dev.dualwrite.config.MappingProblems;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.endpoint.DriverLookup;
import dev.dualwrite.endpoint.EndpointConnections;
import dev.dualwrite.mapping.MappingProblem;
import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the mapping against both databases before the application starts, where the configuration
 * has both users. A database that can't be asked doesn't hold the application up: what a table
 * doesn't fulfil is told at its first write then.
 */
public final class MappingAtStart {
  private static final Logger logger = LoggerFactory.getLogger(MappingAtStart.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private MappingAtStart() {}

  /**
   * Requires that both databases have what the mapping names; loads their drivers, so the hooks
   * must be in place.
   *
   * @throws ConfigurationException naming everything that they haven't
   */
  public static void require(Settings settings) throws ConfigurationException {
    Optional<Endpoint> young = settings.newDatabase();
    if (settings.mapping().isEmpty() || young.isEmpty()) {
      return;
    }
    if (settings.oldDatabase().username().isEmpty()) {
      logger.info(
          "The mapping is held against the tables when they are first written, since"
              + " dualwrite.old.username isn't set");
      return;
    }
    MappingValidation validation =
        new MappingValidation(
            database(Side.OLD, settings.oldDatabase()),
            database(Side.NEW, young.get()),
            settings.mapping(),
            settings.tables());
    List<MappingProblem> problems = ask(validation);
    if (!problems.isEmpty()) {
      throw MappingProblems.unfulfilled(settings, problems);
    }
  }

  private static Database database(Side side, Endpoint endpoint) {
    DriverLookup driver = new DriverLookup(side, endpoint, ClassLoader.getSystemClassLoader());
    return Database.of(
        side,
        Dialects.forUrl(endpoint.url()),
        new OwnConnections(new EndpointConnections(endpoint, driver)));
  }

  private static List<MappingProblem> ask(MappingValidation validation) {
    ExecutorService thread = AgentThreads.workers("mapping");
    Future<List<MappingProblem>> answer = thread.submit(() -> asAgent(validation));
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      later(Secrets.mask(String.valueOf(failure.getCause().getMessage())));
    } catch (TimeoutException late) {
      later("a database didn't answer within " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      thread.shutdownNow();
    }
    return List.of();
  }

  /** The drivers' hooks are in place already, and what they ask is not for the application. */
  private static List<MappingProblem> asAgent(MappingValidation validation) throws SQLException {
    JdbcHooks.enterAgent();
    try {
      return validation.problems();
    } finally {
      JdbcHooks.leaveAgent();
    }
  }

  private static void later(String reason) {
    logger.warn(
        "The mapping could not be held against the tables now, so each is looked at when it is first"
            + " written: {}",
        reason);
  }
}
