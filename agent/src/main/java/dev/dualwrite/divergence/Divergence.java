package dev.dualwrite.divergence;

import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One observed difference between the databases, or one write that could not be mirrored. */
public final class Divergence {
  private final Instant time;
  private final String id;
  private final DivergenceKind kind;
  private final DivergenceAction action;
  private final Phase phase;
  private final Side side;
  private final String table;
  private final Map<String, Object> key;
  private final String sql;
  private final List<Object> bindValues;
  private final Evidence expected;
  private final Evidence actual;
  private final DatabaseError error;
  private final String transaction;
  private final String instance;
  private final Origin origin;

  private Divergence(Builder builder) {
    this.time = builder.time == null ? Instant.now() : builder.time;
    this.id = DivergenceIds.next(time);
    this.kind = builder.kind;
    this.action = builder.action;
    this.phase = builder.phase;
    this.side = builder.side;
    this.table = builder.table;
    this.key = builder.key;
    this.sql = builder.sql;
    this.bindValues = builder.bindValues;
    this.expected = builder.expected;
    this.actual = builder.actual;
    this.error = builder.error;
    this.transaction = builder.transaction;
    this.instance = builder.instance;
    this.origin = builder.origin;
  }

  /** A divergence in the making, of which only kind and action are known. */
  public static Builder builder(DivergenceKind kind, DivergenceAction action) {
    return new Builder(kind, action);
  }

  /** When it was observed. */
  public Instant time() {
    return time;
  }

  /** A unique name that sorts by time. */
  public String id() {
    return id;
  }

  /** What kind of divergence it is. */
  public DivergenceKind kind() {
    return kind;
  }

  /** What was done about it. */
  public DivergenceAction action() {
    return action;
  }

  /** The phase of the transaction. */
  public Optional<Phase> phase() {
    return Optional.ofNullable(phase);
  }

  /** Where it failed or differs. */
  public Optional<Side> side() {
    return Optional.ofNullable(side);
  }

  /** The table's name. */
  public Optional<String> table() {
    return Optional.ofNullable(table);
  }

  /** The key's values by column. */
  public Optional<Map<String, Object>> key() {
    return Optional.ofNullable(key);
  }

  /** The SQL text, literals included. */
  public Optional<String> sql() {
    return Optional.ofNullable(sql);
  }

  /** The values that were bound to the SQL text's parameters. */
  public Optional<List<Object>> bindValues() {
    return Optional.ofNullable(bindValues);
  }

  /** What the primary has or did. */
  public Optional<Evidence> expected() {
    return Optional.ofNullable(expected);
  }

  /** What the secondary has or did. */
  public Optional<Evidence> actual() {
    return Optional.ofNullable(actual);
  }

  /** The failure, if there was one. */
  public Optional<DatabaseError> error() {
    return Optional.ofNullable(error);
  }

  /** The name of the host transaction. */
  public Optional<String> transaction() {
    return Optional.ofNullable(transaction);
  }

  /** The name of the process; the log fills in its own if absent. */
  public Optional<String> instance() {
    return Optional.ofNullable(instance);
  }

  /** Where in the application the write was made. */
  public Optional<Origin> origin() {
    return Optional.ofNullable(origin);
  }

  @Override
  public String toString() {
    return kind.label() + " " + id;
  }

  /** Gathers what is known; what is not known is left out. */
  public static final class Builder {
    private final DivergenceKind kind;
    private final DivergenceAction action;
    private Instant time;
    private Phase phase;
    private Side side;
    private String table;
    private Map<String, Object> key;
    private String sql;
    private List<Object> bindValues;
    private Evidence expected;
    private Evidence actual;
    private DatabaseError error;
    private String transaction;
    private String instance;
    private Origin origin;

    private Builder(DivergenceKind kind, DivergenceAction action) {
      this.kind = Objects.requireNonNull(kind, "kind");
      this.action = Objects.requireNonNull(action, "action");
    }

    /** When it was observed; now, if not given. */
    public Builder time(Instant observed) {
      this.time = observed;
      return this;
    }

    /** The phase of the transaction. */
    public Builder phase(Phase current) {
      this.phase = current;
      return this;
    }

    /** Where it failed or differs. */
    public Builder side(Side failed) {
      this.side = failed;
      return this;
    }

    /** The table's name, qualified if that is known. */
    public Builder table(String name) {
      this.table = name;
      return this;
    }

    /** The key's values by column. */
    public Builder key(Map<String, ?> columns) {
      this.key = Evidence.copy(columns);
      return this;
    }

    /** The SQL text as the application wrote it; the log hides literals where it must. */
    public Builder sql(String text) {
      this.sql = text;
      return this;
    }

    /** The values bound to the parameters, in order; logged only where all values are. */
    public Builder bindValues(List<?> values) {
      this.bindValues = Collections.unmodifiableList(new ArrayList<>(values));
      return this;
    }

    /** What the primary has or did. */
    public Builder expected(Evidence evidence) {
      this.expected = evidence;
      return this;
    }

    /** What the secondary has or did. */
    public Builder actual(Evidence evidence) {
      this.actual = evidence;
      return this;
    }

    /** The failure. */
    public Builder error(Throwable failure) {
      this.error = DatabaseError.of(failure);
      return this;
    }

    /** What was said of the failure. */
    public Builder error(DatabaseError failure) {
      this.error = failure;
      return this;
    }

    /** The name of the host transaction. */
    public Builder transaction(String name) {
      this.transaction = name;
      return this;
    }

    /** The name of the process, if it is not the log's own. */
    public Builder instance(String name) {
      this.instance = name;
      return this;
    }

    /** Where in the application the write was made. */
    public Builder origin(Origin place) {
      this.origin = place;
      return this;
    }

    /** The finished divergence. */
    public Divergence build() {
      return new Divergence(this);
    }
  }
}
