package dev.dualwrite.plan;

import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What is known about one SQL text, and how its writes reach the secondary. */
public final class Plan {
  private static final Plan READ = builder("", StatementKind.READ).build();

  private final String sql;
  private final StatementKind kind;
  private final Strategy strategy;
  private final Set<Hazard> hazards;
  private final List<String> reasons;
  private final TableDescription table;
  private final TableName tableName;
  private final KeySource keysBefore;
  private final KeySource keysAfter;
  private final KeySource keysUnlessReturned;
  private final RowChange change;
  private final List<Plan> parts;
  private final int parameterCount;
  private final int firstParameter;
  private final TransactionCommand transaction;
  private final boolean changesSession;
  private final boolean rewritten;
  private final boolean commitsImplicitly;
  private final boolean returnsRows;

  /** The one thing of a plan that is set later: who counts, and not what is known. */
  private volatile Optional<Tally> tally = Optional.empty();

  private Plan(Builder builder) {
    this.sql = builder.sql;
    this.kind = builder.kind;
    this.strategy = builder.strategy;
    this.hazards = Collections.unmodifiableSet(EnumSet.copyOf(builder.hazards));
    this.reasons = List.copyOf(builder.reasons);
    this.table = builder.table;
    this.tableName = builder.tableName;
    this.keysBefore = builder.keysBefore;
    this.keysAfter = builder.keysAfter;
    this.keysUnlessReturned = builder.keysUnlessReturned;
    this.change = builder.change;
    this.parts = List.copyOf(builder.parts);
    this.parameterCount = builder.parameterCount;
    this.firstParameter = builder.firstParameter;
    this.transaction = builder.transaction;
    this.changesSession = builder.changesSession;
    this.rewritten = builder.rewritten;
    this.commitsImplicitly = builder.commitsImplicitly;
    this.returnsRows = builder.returnsRows;
  }

  /**
   * Returns the one plan of all plain reads; its SQL is empty and its parameters aren't counted.
   */
  public static Plan read() {
    return READ;
  }

  static Builder builder(String sql, StatementKind kind) {
    return new Builder(sql, kind);
  }

  /** Returns the text; of a part, its own piece of the text; empty for the shared read. */
  public String sql() {
    return sql;
  }

  /** Returns what the text does. */
  public StatementKind kind() {
    return kind;
  }

  /** Returns how its writes reach the secondary. */
  public Strategy strategy() {
    return strategy;
  }

  /** Returns the hazards found, in the order of their declaration. */
  public Set<Hazard> hazards() {
    return hazards;
  }

  /** Returns what was found where, for people: "now() in SET updated_at". */
  public List<String> reasons() {
    return reasons;
  }

  /** Returns the table written to, where the database knows it. */
  public Optional<TableDescription> table() {
    return Optional.ofNullable(table);
  }

  /** Returns the name of the table written to: the database's where known, else as written. */
  public Optional<TableName> tableName() {
    return Optional.ofNullable(tableName);
  }

  /** Returns how touched keys are found before the statement runs on the primary. */
  public KeySource keysBefore() {
    return keysBefore;
  }

  /**
   * Returns how touched keys are found after the statement ran on the primary. Where {@link
   * #returnsRows()}, generated and returned keys stand in the statement's own result set, under the
   * names of the key columns.
   */
  public KeySource keysAfter() {
    return keysAfter;
  }

  /**
   * Returns how touched keys are found before the statement runs where {@link #keysAfter()} are
   * returned by the driver, but the statement was prepared without asking for them; NONE where they
   * can't be.
   */
  public KeySource keysUnlessReturned() {
    return keysUnlessReturned;
  }

  /** Returns the statement taken apart, of strategy STATEMENT and where it is simple enough. */
  public Optional<RowChange> change() {
    return Optional.ofNullable(change);
  }

  /** Returns the plans of the statements in this text, if it holds several; else empty. */
  public List<Plan> parts() {
    return parts;
  }

  /** Returns how many parameters the text has; of a part, how many of its own. */
  public int parameterCount() {
    return parameterCount;
  }

  /**
   * Returns which parameter (1-based) of the whole text is this part's first; the parameters that
   * operands and key queries name are counted from there.
   */
  public int firstParameter() {
    return firstParameter;
  }

  /** Returns what the text does to the transaction, if anything. */
  public Optional<TransactionCommand> transaction() {
    return Optional.ofNullable(transaction);
  }

  /** Tells whether the text changes what later statements of the session mean. */
  public boolean changesSession() {
    return changesSession;
  }

  /**
   * Tells whether the twin must be sent {@link #change()} as rendered for it: this text would not
   * do the same there.
   */
  public boolean rewritten() {
    return rewritten;
  }

  /** Tells whether the primary commits the open transaction before it runs this text. */
  public boolean commitsImplicitly() {
    return commitsImplicitly;
  }

  /** Tells whether a write returns rows (RETURNING, OUTPUT, FINAL TABLE). */
  public boolean returnsRows() {
    return returnsRows;
  }

  /** Returns who counts the executions of this text; empty until somebody does. */
  public Optional<Tally> tally() {
    return tally;
  }

  /** Sets who counts the executions of this text. */
  public void tally(Tally counter) {
    tally = Optional.of(counter);
  }

  @Override
  public String toString() {
    return kind + " " + strategy.label() + " " + hazards + " " + sql;
  }

  /** Collects what is found out about a text. */
  static final class Builder {
    private final String sql;
    private final StatementKind kind;
    private final Set<Hazard> hazards = EnumSet.noneOf(Hazard.class);
    private final List<String> reasons = new ArrayList<>();
    private Strategy strategy = Strategy.NONE;
    private TableDescription table;
    private TableName tableName;
    private KeySource keysBefore = KeySource.none();
    private KeySource keysAfter = KeySource.none();
    private KeySource keysUnlessReturned = KeySource.none();
    private RowChange change;
    private List<Plan> parts = List.of();
    private int parameterCount;
    private int firstParameter = 1;
    private TransactionCommand transaction;
    private boolean changesSession;
    private boolean rewritten;
    private boolean commitsImplicitly;
    private boolean returnsRows;

    private Builder(String sql, StatementKind kind) {
      this.sql = Objects.requireNonNull(sql, "sql");
      this.kind = Objects.requireNonNull(kind, "kind");
    }

    Builder strategy(Strategy value) {
      strategy = value;
      return this;
    }

    Builder hazard(Hazard hazard, String reason) {
      hazards.add(hazard);
      if (!reasons.contains(reason)) {
        reasons.add(reason);
      }
      return this;
    }

    /** Adds the hazards of a part. */
    Builder hazards(Plan part) {
      hazards.addAll(part.hazards);
      part.reasons.stream().filter(reason -> !reasons.contains(reason)).forEach(reasons::add);
      return this;
    }

    Builder table(TableDescription value) {
      table = value;
      tableName = value.name();
      return this;
    }

    Builder tableName(TableName value) {
      tableName = value;
      return this;
    }

    Builder keys(KeySource before, KeySource after) {
      keysBefore = before;
      keysAfter = after;
      return this;
    }

    Builder keysUnlessReturned(KeySource source) {
      keysUnlessReturned = source;
      return this;
    }

    Builder change(RowChange value) {
      change = value;
      return this;
    }

    Builder parts(List<Plan> value) {
      parts = value;
      return this;
    }

    Builder parameterCount(int value) {
      parameterCount = value;
      return this;
    }

    Builder firstParameter(int value) {
      firstParameter = value;
      return this;
    }

    Builder transaction(TransactionCommand value) {
      transaction = value;
      return this;
    }

    Builder changesSession(boolean value) {
      changesSession = value;
      return this;
    }

    Builder rewritten(boolean value) {
      rewritten = value;
      return this;
    }

    Builder commitsImplicitly(boolean value) {
      commitsImplicitly = value;
      return this;
    }

    Builder returnsRows(boolean value) {
      returnsRows = value;
      return this;
    }

    Plan build() {
      return new Plan(this);
    }
  }
}
