package dev.dualwrite.migration;

import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.phase.Side;
import dev.dualwrite.plan.Planner;
import dev.dualwrite.plan.PlannerOptions;
import dev.dualwrite.state.State;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads classes that the application's first connection and its first write would otherwise wait
 * for, in the order in which they are needed. Asks no database.
 */
final class WarmUp implements Runnable {
  private static final Logger logger = LoggerFactory.getLogger(WarmUp.class);

  private final Settings settings;
  private final MigrationFactory factory;

  WarmUp(Settings settings, MigrationFactory factory) {
    this.settings = settings;
    this.factory = factory;
  }

  @Override
  public void run() {
    try {
      makeMigration();
      plan();
      State.warmUp();
    } catch (RuntimeException | LinkageError failure) {
      // Whoever needs what is missing will tell.
      logger.debug("Classes could not be loaded ahead", failure);
    }
  }

  private void makeMigration() {
    ClassLoader any = WarmUp.class.getClassLoader();
    factory.create(factory.oldDatabase(any, Optional::empty), factory.newDatabase(any)).close();
  }

  private void plan() {
    Dialect dialect = Dialects.forUrl(settings.oldDatabase().url());
    Planner.warmUp(dialect, dialect, PlannerOptions.of(settings, Side.OLD));
  }
}
