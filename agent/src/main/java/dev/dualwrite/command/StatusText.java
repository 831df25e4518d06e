package dev.dualwrite.command;

import dev.dualwrite.logging.Timestamps;
import dev.dualwrite.operations.CheckFigures;
import dev.dualwrite.operations.DatabaseStatus;
import dev.dualwrite.operations.Lag;
import dev.dualwrite.operations.RecordedError;
import dev.dualwrite.operations.Status;
import dev.dualwrite.operations.TableStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Shows a status to people: what is to be done first, then the figures. */
final class StatusText {
  private static final int MOST_TABLES = 50;

  private StatusText() {}

  static List<String> lines(Status status, OptionalLong openDivergences, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(head(status, now));
    lines.add(verdict(status, openDivergences));
    lines.add("");
    figures(status, openDivergences).lines().forEach(line -> lines.add("  " + line));
    if (!status.tables().isEmpty()) {
      lines.add("");
      tables(status.tables()).lines().forEach(line -> lines.add("  " + line));
    }
    if (status.tables().size() > MOST_TABLES) {
      lines.add("  and " + (status.tables().size() - MOST_TABLES) + " more (see --json)");
    }
    if (!status.errors().isEmpty()) {
      lines.add("");
      lines.add("  last errors");
      status.errors().forEach(error -> lines.add("    " + Words.oneLine(error(error))));
    }
    return lines;
  }

  private static String head(Status status, Instant now) {
    String name = Words.oneLine(status.instance()) + ", phase " + Words.oneLine(status.phase());
    switch (status.life()) {
      case RUNNING:
        return name
            + ": running for "
            + Words.time(Duration.between(status.since(), now))
            + " (process "
            + status.pid()
            + "), "
            + status.condition().label();
      case ENDED:
        return name + ": ENDED at " + Timestamps.text(status.time());
      case VANISHED:
        return status.time().equals(Instant.EPOCH)
            ? name + ": NOT RUNNING, and it has left no status"
            : name + ": NOT RUNNING, and didn't end in order; last seen at " + seen(status, now);
    }
    throw new AssertionError(status.life());
  }

  private static String seen(Status status, Instant now) {
    return Timestamps.text(status.time())
        + ", "
        + Words.time(Duration.between(status.time(), now))
        + " ago";
  }

  private static String verdict(Status status, OptionalLong openDivergences) {
    List<String> found = new ArrayList<>();
    add(found, status.lag().queued(), "key", " queued");
    add(found, status.lag().parked(), "key", " parked");
    add(found, status.unverified().size(), "table", " to verify");
    add(found, openDivergences.orElse(0), "open divergence", "");
    status.store().problem().ifPresent(problem -> found.add("the state can't be written"));
    return found.isEmpty()
        ? "Clean: nothing is queued, parked or to be verified."
        : "NOT CLEAN: " + String.join(", ", found) + ".";
  }

  private static void add(List<String> found, long count, String noun, String what) {
    if (count > 0) {
      found.add(Words.counted(count, noun) + what);
    }
  }

  private static TextTable figures(Status status, OptionalLong openDivergences) {
    TextTable figures = new TextTable();
    figures.row("condition", status.condition().label() + ": " + status.condition().meaning());
    lag(figures, status.lag());
    if (!status.unverified().isEmpty()) {
      figures.row("to verify", Words.oneLine(String.join(", ", status.unverified())));
    }
    status.database().ifPresent(database -> database(figures, database));
    status.check().ifPresent(check -> figures.row("check", check(check)));
    figures.row(
        "state",
        status
            .store()
            .problem()
            .map(
                problem ->
                    "CAN'T BE WRITTEN"
                        + status
                            .store()
                            .since()
                            .map(since -> " since " + Timestamps.text(since))
                            .orElse("")
                        + ": "
                        + Words.oneLine(problem))
            .orElse("ok"));
    figures.row(
        "divergences",
        openDivergences.isPresent()
            ? openDivergences.getAsLong() + " open" + hint(openDivergences.getAsLong(), "report")
            : "there is no log yet");
    return figures;
  }

  private static void lag(TextTable figures, Lag lag) {
    StringBuilder queued = new StringBuilder(Words.counted(lag.queued(), "key"));
    lag.oldestQueuedSeconds()
        .filter(age -> lag.queued() > 0)
        .ifPresent(
            age -> queued.append(", the oldest for ").append(Words.time(Duration.ofSeconds(age))));
    if (lag.drainedPerSecond() > 0) {
      queued.append(String.format(Locale.ROOT, ", %.1f a second go", lag.drainedPerSecond()));
    }
    if (lag.queued() > 0 && lag.drainedPerSecond() > 0) {
      long seconds = (long) Math.ceil(lag.queued() / lag.drainedPerSecond());
      queued.append(", about ").append(Words.time(Duration.ofSeconds(seconds))).append(" left");
    }
    figures.row("queued", queued.toString());
    figures.row(
        "parked", Words.counted(lag.parked(), "key") + hint(lag.parked(), "retry --parked"));
    if (lag.rechecks() > 0) {
      figures.row("rechecks", Words.counted(lag.rechecks(), "key") + ", equal at the last look");
    }
  }

  private static String hint(long count, String command) {
    return count > 0 ? " (command: " + command + ")" : "";
  }

  private static void database(TextTable figures, DatabaseStatus database) {
    figures.row(
        "database",
        database.breakerOpen()
            ? "NOT ASKED, since it didn't answer (circuit breaker open)"
            : "asked (circuit breaker closed)");
    database
        .lastFailure()
        .ifPresent(failure -> figures.row("", "last failure: " + Words.oneLine(failure)));
    figures.row(
        "twins",
        Words.counted(database.connectionsOpen(), "connection")
            + " open, "
            + database.connectionsInUse()
            + " in use");
  }

  private static String check(CheckFigures check) {
    return Words.counted(check.checked(), "written row")
        + " compared, "
        + check.differing()
        + " differed, "
        + check.dropped()
        + " dropped";
  }

  private static TextTable tables(List<TableStatus> tables) {
    TextTable table = new TextTable();
    table.row("table", "mirrored", "failed", "queued", "parked");
    tables.stream()
        .limit(MOST_TABLES)
        .forEach(
            each ->
                table.row(
                    Words.oneLine(each.table()),
                    String.valueOf(each.mirrored()),
                    String.valueOf(each.failed()),
                    String.valueOf(each.queued()),
                    String.valueOf(each.parked())));
    return table;
  }

  private static String error(RecordedError error) {
    return Timestamps.text(error.last())
        + " "
        + error.kind()
        + error.table().map(table -> " in " + table).orElse("")
        + (error.count() > 1 ? ", " + error.count() + " times" : "")
        + ": "
        + error.message();
  }
}
