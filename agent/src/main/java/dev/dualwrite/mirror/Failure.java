package dev.dualwrite.mirror;

import dev.dualwrite.divergence.DatabaseError;
import dev.dualwrite.divergence.DivergenceKind;
import java.util.Optional;

/** Why the mirrored half of a transaction is lost. */
final class Failure {
  private final DivergenceKind kind;
  private final DatabaseError error;
  private final Optional<Write> write;

  private Failure(DivergenceKind kind, DatabaseError error, Optional<Write> write) {
    this.kind = kind;
    this.error = error;
    this.write = write;
  }

  static Failure of(Throwable cause, Optional<Write> write) {
    return new Failure(DivergenceKind.WRITE_FAILED, DatabaseError.of(cause), write);
  }

  static Failure saying(String message, Optional<Write> write) {
    return new Failure(DivergenceKind.WRITE_FAILED, DatabaseError.message(message), write);
  }

  static Failure late(long timeoutMillis, Optional<Write> write) {
    return new Failure(
        DivergenceKind.WRITE_TIMEOUT,
        DatabaseError.message(
            "not done within dualwrite.mirror.timeout ("
                + timeoutMillis
                + " ms), so the mirrored transaction was rolled back"),
        write);
  }

  static Failure notAsked() {
    return saying(
        "the database didn't answer lately, so it isn't asked (circuit breaker open)",
        Optional.empty());
  }

  static Failure catchingUp() {
    return saying(
        "earlier writes are still queued, so this one is queued behind them", Optional.empty());
  }

  static Failure inDoubt(Throwable cause) {
    return new Failure(DivergenceKind.IN_DOUBT, DatabaseError.of(cause), Optional.empty());
  }

  static Failure commitLate(long timeoutMillis) {
    return new Failure(
        DivergenceKind.IN_DOUBT,
        DatabaseError.message(
            "the commit wasn't answered within dualwrite.mirror.timeout ("
                + timeoutMillis
                + " ms)"),
        Optional.empty());
  }

  DivergenceKind kind() {
    return kind;
  }

  DatabaseError error() {
    return error;
  }

  /** Whether one of the databases was told to commit, and nobody knows what it did. */
  boolean outcomeUnknown() {
    return kind == DivergenceKind.IN_DOUBT;
  }

  /** The write that failed; empty when it was the connection or the commit. */
  Optional<Write> write() {
    return write;
  }
}
