package dev.dualwrite.verify;

import dev.dualwrite.schema.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What verifying one table came to. */
public final class TableResult {
  private final TableName table;
  private final TableName counterpart;
  private final Strategy strategy;
  private final Instant begun;
  private final Tally tally;
  private final long unsettled;
  private final String note;
  private final String failure;

  private TableResult(Builder builder) {
    this.table = builder.table;
    this.counterpart = builder.counterpart;
    this.strategy = builder.strategy;
    this.begun = builder.begun;
    this.tally = builder.tally;
    this.unsettled = builder.unsettled;
    this.note = builder.note;
    this.failure = builder.failure;
  }

  static Builder of(TableName table, Strategy strategy, Instant begun) {
    return new Builder(table, strategy, begun);
  }

  /** Returns the table, in the primary's terms. */
  public TableName table() {
    return table;
  }

  /** Returns the secondary's name for it, where it has such a table. */
  public Optional<TableName> counterpart() {
    return Optional.ofNullable(counterpart);
  }

  /** Returns the strategy that was used in the end. */
  public Strategy strategy() {
    return strategy;
  }

  /** Returns when it began: marks that are older are answered by it. */
  public Instant begun() {
    return begun;
  }

  /** Returns the primary's rows, as far as they were counted. */
  public long rows() {
    return tally.primaryRows();
  }

  /** Returns the secondary's rows, as far as they were counted. */
  public long secondaryRows() {
    return tally.secondaryRows();
  }

  /** Returns the rows that were compared. */
  public long checked() {
    return tally.checked();
  }

  /** Returns the rows that the secondary hasn't. */
  public long missing() {
    return tally.missing();
  }

  /** Returns the rows that the secondary alone has. */
  public long extra() {
    return tally.extra();
  }

  /** Returns the rows that both have, with different values. */
  public long different() {
    return tally.different();
  }

  /** Returns the rows that were changed so often that they could not be compared. */
  public long unsettled() {
    return unsettled;
  }

  /** Returns all that differs. */
  public long differences() {
    return missing() + extra() + different();
  }

  /** Returns the differences whose rows are known, up to 10,000 of them. */
  public List<Difference> named() {
    return List.copyOf(tally.kept());
  }

  /** Returns what else is to be known of how it was done. */
  public Optional<String> note() {
    return Optional.ofNullable(note);
  }

  /** Returns why the table could not be verified to its end. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** Tells whether it was done to the end, and nothing differs. */
  public boolean clean() {
    return failure == null && unsettled == 0 && differences() == 0;
  }

  /** Tells whether it proves that every field of every row is equal. */
  public boolean provesAllRows() {
    return clean() && strategy.coversAllRows();
  }

  /** Gathers a result. */
  static final class Builder {
    private final TableName table;
    private final Instant begun;
    private TableName counterpart;
    private Strategy strategy;
    private Tally tally = new Tally(difference -> {});
    private long unsettled;
    private String note;
    private String failure;

    private Builder(TableName table, Strategy strategy, Instant begun) {
      this.table = table;
      this.strategy = strategy;
      this.begun = begun;
    }

    Builder counterpart(TableName name) {
      counterpart = name;
      return this;
    }

    Builder tally(Tally counted) {
      tally = counted;
      return this;
    }

    /** Another strategy than the wanted one was used. */
    Builder insteadBy(Strategy used, String why) {
      strategy = used;
      note = why;
      return this;
    }

    Builder note(String text) {
      note = text;
      return this;
    }

    Builder unsettled(long rows) {
      unsettled = rows;
      return this;
    }

    Builder failure(String why) {
      failure = why;
      return this;
    }

    TableResult build() {
      return new TableResult(this);
    }
  }
}
