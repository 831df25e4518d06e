package dev.dualwrite.transition;

import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.JsonFields;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The phase that an application is in, as its state folder keeps it: written before the change, so
 * that a crash in the middle of one can't bring back a database that is no longer the primary.
 */
public final class PhaseRecord {
  private final Phase phase;
  private final Instant since;

  /** Since when every write of the primary was mirrored or queued; empty when some aren't. */
  private final Optional<Instant> completeSince;

  /** The phase that the properties file still says, until it is rewritten. */
  private final Optional<Phase> outdatedInFile;

  private PhaseRecord(
      Phase phase, Instant since, Optional<Instant> completeSince, Optional<Phase> outdatedInFile) {
    this.phase = phase;
    this.since = since;
    this.completeSince = completeSince;
    this.outdatedInFile = outdatedInFile;
  }

  /** The first phase that an application is in. */
  static PhaseRecord first(Phase phase, Instant now) {
    return new PhaseRecord(
        phase, now, phase.retries() ? Optional.of(now) : Optional.empty(), Optional.empty());
  }

  /** The record after a change. */
  PhaseRecord after(Phase next, Instant now) {
    Optional<Instant> complete =
        next.retries()
            ? Optional.of(phase.retries() ? completeSince.orElse(now) : now)
            : Optional.empty();
    return new PhaseRecord(next, now, complete, Optional.of(phase));
  }

  /** The same, once the file says so too. */
  PhaseRecord inFile() {
    return new PhaseRecord(phase, since, completeSince, Optional.empty());
  }

  /** The phase. */
  public Phase phase() {
    return phase;
  }

  /** Since when it is in force. */
  public Instant since() {
    return since;
  }

  /** Since when every write of the primary was mirrored or queued; empty when some aren't. */
  public Optional<Instant> completeSince() {
    return completeSince;
  }

  /** Whether a file that says this is one that the last change should have rewritten. */
  boolean isOutdated(Phase inFile) {
    return outdatedInFile.filter(outdated -> outdated == inFile).isPresent();
  }

  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("phase", phase.label());
    json.put("since", since.toString());
    completeSince.ifPresent(time -> json.put("completeSince", time.toString()));
    outdatedInFile.ifPresent(outdated -> json.put("outdatedInFile", outdated.label()));
    return JsonFields.line(json);
  }

  /** Reads a record; empty when another version wrote something else. */
  static Optional<PhaseRecord> read(String json) {
    JsonFields fields;
    try {
      fields = JsonFields.parse(json);
    } catch (IOException foreign) {
      return Optional.empty();
    }
    return fields
        .text("phase")
        .flatMap(Phase::parse)
        .map(
            phase ->
                new PhaseRecord(
                    phase,
                    fields.time("since").orElse(Instant.EPOCH),
                    fields.time("completeSince"),
                    fields.text("outdatedInFile").flatMap(Phase::parse)));
  }
}
