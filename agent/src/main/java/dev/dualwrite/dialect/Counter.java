package dev.dualwrite.dialect;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/** A sequence, or a column that the database counts up by itself, as it was when it was read. */
public final class Counter {
  private final String schema;
  private final boolean atHome;
  private final String name;
  private final String table;
  private final String column;
  private final BigInteger next;
  private final BigInteger notYetGiven;
  private final BigInteger countedAhead;
  private final BigInteger increment;
  private final BigInteger minimum;
  private final BigInteger maximum;
  private final boolean used;
  private final boolean readable;
  private final boolean identity;
  private final boolean followsWrites;

  private Counter(Builder builder) {
    this.schema = builder.schema;
    this.atHome = builder.atHome;
    this.name = builder.name;
    this.table = builder.table;
    this.column = builder.column;
    this.next = builder.next;
    this.notYetGiven = builder.notYetGiven == null ? builder.next : builder.notYetGiven;
    this.countedAhead = builder.countedAhead;
    this.increment = Objects.requireNonNull(builder.increment, "increment");
    this.minimum = builder.minimum;
    this.maximum = builder.maximum;
    this.used = builder.used;
    this.readable = builder.readable;
    this.identity = builder.identity;
    this.followsWrites = builder.followsWrites;
  }

  static Builder builder(String schema, boolean atHome) {
    return new Builder(schema, atHome);
  }

  /** Returns the schema (MySQL: the database) that it is in. */
  public String schema() {
    return schema;
  }

  /** Tells whether that schema is the one where connections look for unqualified names. */
  public boolean atHome() {
    return atHome;
  }

  /** Returns the sequence's name; empty where the vendor has none for it. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** Returns the table of the column that it counts up; empty for a sequence of its own. */
  public Optional<String> table() {
    return Optional.ofNullable(table);
  }

  /** Returns the column that it counts up; empty for a sequence of its own. */
  public Optional<String> column() {
    return Optional.ofNullable(column);
  }

  /**
   * Tells whether an application asks it for values by its name, and may then use those up to the
   * next one as well, as Hibernate does where the increment is more than 1.
   */
  public boolean askedByName() {
    return name != null && !identity;
  }

  /**
   * Tells whether it goes on after the largest value that anybody writes to its column, as InnoDB's
   * AUTO_INCREMENT does, so that rows that are mirrored keep it ahead. Setting it takes a lock on
   * the whole table.
   */
  public boolean followsWrites() {
    return followsWrites;
  }

  /** Returns the next value that it gives, or one that it has given already, never a later one. */
  public BigInteger next() {
    return next;
  }

  /** Returns a value that it hasn't given yet, and no later one either. */
  public BigInteger notYetGiven() {
    return notYetGiven;
  }

  /** Returns by how much the server may be ahead, at any time, of what it has given. */
  BigInteger countedAhead() {
    return countedAhead;
  }

  /** Returns what is added for each value; never 0, and negative where it counts down. */
  public BigInteger increment() {
    return increment;
  }

  /** Tells whether its last value, in the direction in which it counts, is before this one. */
  public boolean endsBefore(BigInteger value) {
    return increment.signum() > 0 ? value.compareTo(maximum) > 0 : value.compareTo(minimum) < 0;
  }

  /** Returns the last value that it gives. */
  public BigInteger end() {
    return increment.signum() > 0 ? maximum : minimum;
  }

  /** Tells whether it has ever given or been set to a value. */
  public boolean used() {
    return used;
  }

  /** Tells whether this user may see its values; else they mean nothing. */
  public boolean readable() {
    return readable;
  }

  /** Returns what it is called by people. */
  @Override
  public String toString() {
    return table == null
        ? "sequence " + schema + '.' + name
        : "column " + schema + '.' + table + '.' + column;
  }

  /** Collects the properties of a counter. */
  static final class Builder {
    private final String schema;
    private final boolean atHome;
    private String name;
    private String table;
    private String column;
    private BigInteger next;
    private BigInteger notYetGiven;
    private BigInteger countedAhead = BigInteger.ZERO;
    private BigInteger increment;
    private BigInteger minimum;
    private BigInteger maximum;
    private boolean used;
    private boolean readable = true;
    private boolean identity;
    private boolean followsWrites;
    private boolean cycles;
    private BigInteger first;

    private Builder(String schema, boolean atHome) {
      this.schema = schema;
      this.atHome = atHome;
    }

    Builder name(String value) {
      this.name = value;
      return this;
    }

    Builder followsWrites() {
      this.followsWrites = true;
      return this;
    }

    Builder column(String ofTable, String value) {
      this.table = ofTable;
      this.column = value;
      return this;
    }

    Builder counts(BigInteger by, BigInteger from, BigInteger to, boolean again) {
      this.increment = by;
      this.minimum = from;
      this.maximum = to;
      this.cycles = again;
      return this;
    }

    /** Sets the value that it began with when it was made. */
    Builder first(BigInteger value) {
      this.first = value;
      return next(value);
    }

    Builder next(BigInteger value) {
      this.next = value;
      this.used = !value.equals(first);
      return this;
    }

    /** Sets the next value to the one after the last one that was given. */
    Builder last(BigInteger value) {
      BigInteger following = value.add(increment);
      boolean up = increment.signum() > 0;
      boolean past = up ? following.compareTo(maximum) > 0 : following.compareTo(minimum) < 0;
      this.next = past && cycles ? (up ? minimum : maximum) : following;
      this.used = true;
      return this;
    }

    /**
     * Sets by how much the server counts ahead, as it has done where the next value isn't the first
     * one.
     */
    Builder countsAhead(BigInteger by) {
      this.countedAhead = by;
      this.notYetGiven = next;
      if (used) {
        this.next = next.subtract(by);
      }
      return this;
    }

    Builder identity(boolean value) {
      this.identity = value;
      return this;
    }

    Builder readable(boolean value) {
      this.readable = value;
      return this;
    }

    Counter build() {
      return new Counter(this);
    }
  }
}
