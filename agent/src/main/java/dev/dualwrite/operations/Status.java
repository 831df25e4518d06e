package dev.dualwrite.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a migration fares in one application, at one time. */
public final class Status {
  private final String instance;
  private final long pid;
  private final String phase;
  private final String mirror;
  private final Life life;
  private final Instant since;
  private final Instant time;
  private final Condition condition;
  private final Lag lag;
  private final List<TableStatus> tables;
  private final List<String> unverified;
  private final Optional<DatabaseStatus> database;
  private final Optional<CheckFigures> check;
  private final StoreStatus store;
  private final List<RecordedError> errors;

  private Status(Builder builder) {
    this.instance = builder.instance;
    this.pid = builder.pid;
    this.phase = builder.phase;
    this.mirror = builder.mirror;
    this.life = builder.life;
    this.since = builder.since;
    this.time = builder.time;
    this.condition = builder.condition;
    this.lag = builder.lag;
    this.tables = List.copyOf(builder.tables.values());
    this.unverified = List.copyOf(builder.unverified);
    this.database = builder.database;
    this.check = builder.check;
    this.store = builder.store;
    this.errors = List.copyOf(builder.errors);
  }

  /** Begins a status of an application that started at {@code since}, as of {@code time}. */
  public static Builder of(String instance, long pid, Instant since, Instant time) {
    return new Builder(instance, pid, since, time);
  }

  /** The application's name. */
  public String instance() {
    return instance;
  }

  /** Its process id. */
  public long pid() {
    return pid;
  }

  /** The phase's label. */
  public String phase() {
    return phase;
  }

  /** How it mirrors: inline or async. */
  public String mirror() {
    return mirror;
  }

  /** Whether the application runs. */
  public Life life() {
    return life;
  }

  /** When it started. */
  public Instant since() {
    return since;
  }

  /** When this was so; of an application that ended, when it was seen last. */
  public Instant time() {
    return time;
  }

  /** What happens to its writes. */
  public Condition condition() {
    return condition;
  }

  /** How far the other database is behind. */
  public Lag lag() {
    return lag;
  }

  /** The tables that anything is known of, by name. */
  public List<TableStatus> tables() {
    return tables;
  }

  /** The tables that may differ in rows nobody knows, until they are verified. */
  public List<String> unverified() {
    return unverified;
  }

  /** The way to the other database; absent where there is none. */
  public Optional<DatabaseStatus> database() {
    return database;
  }

  /** What the check of written rows has come to; absent where there is none. */
  public Optional<CheckFigures> check() {
    return check;
  }

  /** The store in the state folder. */
  public StoreStatus store() {
    return store;
  }

  /** The failures of late, the last first. */
  public List<RecordedError> errors() {
    return errors;
  }

  /** Whether both databases are known to be equal, as far as this status tells. */
  public boolean clean() {
    return lag.queued() == 0
        && lag.parked() == 0
        && unverified.isEmpty()
        && store.problem().isEmpty();
  }

  /** Begins another status with all that this one says. */
  Builder change() {
    return new Builder(this);
  }

  /** Collects what is known. */
  public static final class Builder {
    private final String instance;
    private final long pid;
    private final Instant since;
    private final Instant time;
    private final Map<String, TableStatus> tables = new TreeMap<>();
    private String phase = "?";
    private String mirror = "?";
    private Life life = Life.RUNNING;
    private Condition condition = Condition.IDLE;
    private Lag lag = Lag.none();
    private List<String> unverified = List.of();
    private Optional<DatabaseStatus> database = Optional.empty();
    private Optional<CheckFigures> check = Optional.empty();
    private StoreStatus store = StoreStatus.well();
    private List<RecordedError> errors = new ArrayList<>();

    private Builder(String instance, long pid, Instant since, Instant time) {
      this.instance = instance;
      this.pid = pid;
      this.since = since;
      this.time = time;
    }

    private Builder(Status status) {
      this(status.instance, status.pid, status.since, status.time);
      phase(status.phase, status.mirror).life(status.life).condition(status.condition);
      lag(status.lag).unverified(status.unverified).store(status.store).errors(status.errors);
      status.tables.forEach(this::table);
      status.database.ifPresent(this::database);
      status.check.ifPresent(this::check);
    }

    /** Sets the labels of the phase and of the way that writes are mirrored. */
    public Builder phase(String label, String mirrorLabel) {
      phase = label;
      mirror = mirrorLabel;
      return this;
    }

    /** Sets whether the application runs. */
    public Builder life(Life value) {
      life = value;
      return this;
    }

    /** Sets what happens to the application's writes. */
    public Builder condition(Condition value) {
      condition = value;
      return this;
    }

    /** Sets the queue's figures. */
    public Builder lag(Lag value) {
      lag = value;
      return this;
    }

    /** Adds rows that were mirrored, or that failed to be, since the start. */
    public Builder written(String table, long mirrored, long failed) {
      return table(new TableStatus(table, mirrored, failed, 0, 0));
    }

    /** Adds keys that are queued, or parked, now. */
    public Builder waiting(String table, long queued, long parked) {
      return table(new TableStatus(table, 0, 0, queued, parked));
    }

    Builder table(TableStatus part) {
      tables.merge(part.table(), part, TableStatus::plus);
      return this;
    }

    /** Takes back what is known of waiting keys, for figures that are newer. */
    Builder nothingWaiting() {
      tables.replaceAll((name, old) -> new TableStatus(name, old.mirrored(), old.failed(), 0, 0));
      return this;
    }

    /** Sets the tables that may differ in rows nobody knows. */
    public Builder unverified(List<String> value) {
      unverified = value;
      return this;
    }

    /** Adds a way to the other database. */
    public Builder database(DatabaseStatus value) {
      database = Optional.of(database.map(known -> known.plus(value)).orElse(value));
      return this;
    }

    /** Adds what a check of written rows has come to. */
    public Builder check(CheckFigures value) {
      check = Optional.of(check.map(known -> known.plus(value)).orElse(value));
      return this;
    }

    /** Sets how the store is. */
    public Builder store(StoreStatus value) {
      store = value;
      return this;
    }

    /** Sets the failures of late, the last first. */
    public Builder errors(List<RecordedError> value) {
      errors = value;
      return this;
    }

    /** Returns the status. */
    public Status build() {
      return new Status(this);
    }
  }
}
