package dev.dualwrite.operations;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The writes that an application has shown, with a go or no-go for each. */
public final class AuditReport {
  private final String instance;
  private final Instant since;
  private final Instant time;
  private final Optional<String> plannedFor;
  private final List<AuditEntry> entries;
  private final long furtherExecutions;
  private final long furtherUnmirrored;

  AuditReport(
      String instance,
      Instant since,
      Instant time,
      Optional<String> plannedFor,
      List<AuditEntry> entries,
      long furtherExecutions,
      long furtherUnmirrored) {
    this.instance = instance;
    this.since = since;
    this.time = time;
    this.plannedFor = plannedFor;
    this.entries = inOrder(entries);
    this.furtherExecutions = furtherExecutions;
    this.furtherUnmirrored = furtherUnmirrored;
  }

  /** First what stands in the way, then what is executed most. */
  private static List<AuditEntry> inOrder(List<AuditEntry> entries) {
    return entries.stream()
        .sorted(
            Comparator.comparing((AuditEntry entry) -> entry.noGo().isEmpty())
                .thenComparing(Comparator.comparingLong(AuditEntry::executions).reversed())
                .thenComparing(entry -> entry.text().sql()))
        .collect(Collectors.toUnmodifiableList());
  }

  /** The application's name. */
  public String instance() {
    return instance;
  }

  /** When the application started. */
  public Instant since() {
    return since;
  }

  /** When this was put together. */
  public Instant time() {
    return time;
  }

  /** What the texts were planned for, where that isn't the new database. */
  public Optional<String> plannedFor() {
    return plannedFor;
  }

  /** The texts; those with a no-go first, then those that are executed most. */
  public List<AuditEntry> entries() {
    return entries;
  }

  /** How often further texts were executed, of which there are too many to name. */
  public long furtherExecutions() {
    return furtherExecutions;
  }

  /** How many of those executions aren't mirrored. */
  public long furtherUnmirrored() {
    return furtherUnmirrored;
  }

  /** The number of texts that stand in the way; what couldn't be named counts as one. */
  public long noGos() {
    return entries.stream().filter(entry -> entry.noGo().isPresent()).count()
        + (furtherUnmirrored > 0 ? 1 : 0);
  }
}
