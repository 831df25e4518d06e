package dev.dualwrite.sequences;

import dev.dualwrite.dialect.Counter;
import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.Database;
import java.sql.SQLException;
import java.util.Optional;

/** Why a sequence or counted-up column of the coming primary can't be trusted with new values. */
public final class SequenceGap {

  /** What is the matter. */
  public enum Reason {
    /** It would give a value that may be in use; it can be set. */
    BEHIND,
    /** It was to be set, and the database refused that. */
    REFUSED,
    /** The coming primary has nothing that stands for what the present one has used. */
    MISSING,
    /** The values in use are past its last one. */
    ENDED,
    /** Values that an application takes in blocks would overlap, or it counts the other way. */
    OTHER_INCREMENT,
    /** One of the databases doesn't show it, or its column's values, to this user. */
    UNREADABLE,
    /** How this vendor's are read and set isn't known. */
    UNKNOWN_VENDOR
  }

  private final Reason reason;
  private final Side side;
  private final String name;
  private final String detail;
  private final SQLException error;

  private SequenceGap(Reason reason, Side side, String name, String detail, SQLException error) {
    this.reason = reason;
    this.side = side;
    this.name = name;
    this.detail = detail;
    this.error = error;
  }

  static SequenceGap behind(Counter counter, Side side, Lead lead) {
    return new SequenceGap(
        Reason.BEHIND,
        side,
        counter.toString(),
        "would give " + counter.next() + "; set it to " + lead.required() + " or beyond",
        null);
  }

  static SequenceGap refused(Counter counter, Side side, Lead lead, SQLException error) {
    return new SequenceGap(
        Reason.REFUSED,
        side,
        counter.toString(),
        "would give "
            + counter.next()
            + " and could not be set to "
            + lead.required()
            + "; allow dualwrite's user to do that, or set it yourself",
        error);
  }

  static SequenceGap missing(Counter theirs, Side side) {
    return new SequenceGap(
        Reason.MISSING,
        side,
        theirs.toString(),
        "has nothing that stands for it on "
            + side.label()
            + "; it goes on with "
            + theirs.notYetGiven()
            + ": create it there",
        null);
  }

  static SequenceGap ended(Counter counter, Side side, Lead lead) {
    return new SequenceGap(
        Reason.ENDED,
        side,
        counter.toString(),
        "ends at " + counter.end() + ", but must go on with " + lead.required() + "; widen it",
        null);
  }

  static SequenceGap otherIncrement(Counter ours, Side side, Counter theirs) {
    return new SequenceGap(
        Reason.OTHER_INCREMENT,
        side,
        ours.toString(),
        "counts by "
            + ours.increment()
            + ", but by "
            + theirs.increment()
            + " on "
            + side.other().label()
            + "; give it the same increment",
        null);
  }

  static SequenceGap unreadable(Counter counter, Side side, SQLException error) {
    return new SequenceGap(
        Reason.UNREADABLE,
        side,
        counter.toString(),
        "can't be read"
            + (error == null ? "" : " for the values of its column")
            + "; allow dualwrite's user to select from it",
        error);
  }

  static SequenceGap unknownVendor(Database database) {
    return new SequenceGap(
        Reason.UNKNOWN_VENDOR,
        database.side(),
        "sequences and identity columns",
        "can't be read by dualwrite on a "
            + database.dialect()
            + "; compare and set them by hand, then force the change",
        null);
  }

  /** Returns what is the matter. */
  public Reason reason() {
    return reason;
  }

  /** Returns the database in which something is to be done. */
  public Side side() {
    return side;
  }

  /** Returns the sequence or column, for people. */
  public String name() {
    return name;
  }

  /** Returns the database's own error, where there was one. */
  public Optional<SQLException> error() {
    return Optional.ofNullable(error);
  }

  /** Returns a sentence that names it, the values, and what to do. */
  @Override
  public String toString() {
    String where = reason == Reason.MISSING ? side.other().label() : side.label();
    String text = name + " of " + where + ' ' + detail;
    return error == null ? text : text + " (" + error.getMessage() + ')';
  }
}
