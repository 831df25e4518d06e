package dev.dualwrite.operations;

import dev.dualwrite.config.Settings;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Puts the status of this process together. */
final class StatusReporter {
  private final Settings settings;
  private final List<StatusSource> sources;
  private final Clock clock;
  private final Instant since;

  StatusReporter(Settings settings, List<StatusSource> sources, Clock clock) {
    this.settings = settings;
    this.sources = List.copyOf(sources);
    this.clock = clock;
    this.since = clock.instant();
  }

  Status now() {
    Status.Builder status =
        Status.of(settings.instance(), ProcessHandle.current().pid(), since, clock.instant());
    sources.forEach(source -> source.describe(status));
    return status.build();
  }

  /** The status that stays behind. */
  Status last() {
    return now().change().life(Life.ENDED).build();
  }
}
