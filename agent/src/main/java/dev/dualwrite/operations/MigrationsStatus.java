package dev.dualwrite.operations;

import dev.dualwrite.check.Check;
import dev.dualwrite.check.CheckStatus;
import dev.dualwrite.config.MirrorMode;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.config.Settings;
import dev.dualwrite.migration.Migration;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.mirror.Mirror;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
    List<Migration> inCharge = inCharge(active);
    status
        .phase(phase().label(), settings.mirror().name().toLowerCase(Locale.ROOT))
        .condition(condition(inCharge));
    for (Migration migration : active) {
      if (migration.hasMirror()) {
        migration
            .mirror()
            .counts()
            .rows()
            .forEach((table, rows) -> status.written(table, rows.mirrored(), rows.failed()));
      }
      migration.check().map(Check::status).map(MigrationsStatus::figures).ifPresent(status::check);
    }
    inCharge.stream()
        .filter(Migration::hasMirror)
        .forEach(migration -> status.database(database(migration)));
  }

  /** Those whose connections lead to the primary; the others' were used before a change. */
  private List<Migration> inCharge(List<Migration> active) {
    Side primary = phase().primary();
    return active.stream()
        .filter(migration -> migration.side() == primary)
        .collect(Collectors.toList());
  }

  private Phase phase() {
    return migrations.phase().now();
  }

  private static DatabaseStatus database(Migration migration) {
    Mirror mirror = migration.mirror();
    return new DatabaseStatus(
        !mirror.breaker().closed(),
        mirror.breaker().lastFailure().map(Secrets::mask),
        migration.twins().size(),
        migration.twins().inUse());
  }

  private static CheckFigures figures(CheckStatus check) {
    return new CheckFigures(check.checked(), check.differing(), check.dropped());
  }

  private Condition condition(List<Migration> active) {
    if (active.isEmpty()) {
      return Condition.IDLE;
    }
    if (!phase().mirrors()) {
      return Condition.NOT_MIRRORING;
    }
    if (settings.mirror() == MirrorMode.ASYNC) {
      return Condition.ASYNC;
    }
    if (active.stream().allMatch(each -> each.mirror().mirrorsInline(phase()))) {
      return Condition.INLINE;
    }
    return phase().retries() ? Condition.CATCHING_UP : Condition.NOT_MIRRORING;
  }
}
