package dev.dualwrite.operations;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads a fresh status for each attribute. */
final class StatusBean implements DualwriteMXBean {
  private final Supplier<Status> status;
  private final Retry retry;
  private final Optional<PhaseControl> phase;

  StatusBean(Supplier<Status> status, Retry retry, Optional<PhaseControl> phase) {
    this.status = status;
    this.retry = retry;
    this.phase = phase;
  }

  @Override
  public String getInstance() {
    return status.get().instance();
  }

  @Override
  public String getPhase() {
    return status.get().phase();
  }

  @Override
  public String getMirror() {
    return status.get().mirror();
  }

  @Override
  public String getCondition() {
    return status.get().condition().label();
  }

  @Override
  public long getQueued() {
    return status.get().lag().queued();
  }

  @Override
  public long getRechecks() {
    return status.get().lag().rechecks();
  }

  @Override
  public long getParked() {
    return status.get().lag().parked();
  }

  @Override
  public long getOldestQueuedSeconds() {
    return status.get().lag().oldestQueuedSeconds().orElse(0L);
  }

  @Override
  public double getDrainedPerSecond() {
    return status.get().lag().drainedPerSecond();
  }

  @Override
  public List<TableFigures> getTables() {
    return status.get().tables().stream().map(TableFigures::new).collect(Collectors.toList());
  }

  @Override
  public List<String> getUnverifiedTables() {
    return status.get().unverified();
  }

  @Override
  public boolean isBreakerOpen() {
    return database().map(DatabaseStatus::breakerOpen).orElse(false);
  }

  @Override
  public int getTwinConnectionsOpen() {
    return database().map(DatabaseStatus::connectionsOpen).orElse(0);
  }

  @Override
  public int getTwinConnectionsInUse() {
    return database().map(DatabaseStatus::connectionsInUse).orElse(0);
  }

  private Optional<DatabaseStatus> database() {
    return status.get().database();
  }

  @Override
  public long getChecked() {
    return check().map(CheckFigures::checked).orElse(0L);
  }

  @Override
  public long getCheckedDiffering() {
    return check().map(CheckFigures::differing).orElse(0L);
  }

  @Override
  public long getCheckDropped() {
    return check().map(CheckFigures::dropped).orElse(0L);
  }

  private Optional<CheckFigures> check() {
    return status.get().check();
  }

  @Override
  public boolean isStoreOk() {
    return status.get().store().problem().isEmpty();
  }

  @Override
  public String getStoreProblem() {
    return status.get().store().problem().orElse("");
  }

  @Override
  public List<String> getLastErrors() {
    return status.get().errors().stream()
        .map(
            error ->
                error.kind()
                    + error.table().map(table -> " in " + table).orElse("")
                    + ": "
                    + error.message())
        .collect(Collectors.toList());
  }

  @Override
  public String changePhase(String label) {
    return phase
        .orElseThrow(() -> new IllegalStateException("this process can't change the phase"))
        .change(label);
  }

  @Override
  public void retry() {
    retry.now(RetryScope.QUEUED);
  }

  @Override
  public long retryParked() {
    return retry.now(RetryScope.QUEUED_AND_PARKED);
  }
}
