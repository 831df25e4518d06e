package dev.dualwrite.operations;

import dev.dualwrite.config.MirrorMode;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.config.Settings;
import dev.dualwrite.migration.Migration;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.mirror.Mirror;
import java.util.List;
import java.util.Locale;

/** What the migrations of this JVM know of their mirrors. */
public final class MigrationsStatus implements StatusSource {
  private final Settings settings;
  private final Migrations migrations;

  /** Creates a view of the migrations. */
  public MigrationsStatus(Settings settings, Migrations migrations) {
    this.settings = settings;
    this.migrations = migrations;
  }

  @Override
  public void describe(Status.Builder status) {
    List<Migration> active = migrations.active();
    status
        .phase(settings.phase().label(), settings.mirror().name().toLowerCase(Locale.ROOT))
        .condition(condition(active));
    for (Migration migration : active) {
      if (migration.hasMirror()) {
        describe(migration, status);
      }
    }
  }

  private static void describe(Migration migration, Status.Builder status) {
    Mirror mirror = migration.mirror();
    status.database(
        new DatabaseStatus(
            !mirror.breaker().closed(),
            mirror.breaker().lastFailure().map(Secrets::mask),
            migration.twins().size(),
            migration.twins().inUse()));
    mirror
        .counts()
        .rows()
        .forEach((table, rows) -> status.written(table, rows.mirrored(), rows.failed()));
  }

  private Condition condition(List<Migration> active) {
    if (active.isEmpty()) {
      return Condition.IDLE;
    }
    if (!settings.phase().mirrors()) {
      return Condition.NOT_MIRRORING;
    }
    if (settings.mirror() == MirrorMode.ASYNC) {
      return Condition.ASYNC;
    }
    boolean asked = active.stream().allMatch(each -> each.mirror().breaker().closed());
    return asked ? Condition.INLINE : Condition.NOT_MIRRORING;
  }
}
