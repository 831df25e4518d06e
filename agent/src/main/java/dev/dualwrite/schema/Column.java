package dev.dualwrite.schema;

import dev.dualwrite.dialect.ColumnType;
import java.util.Objects;
import java.util.Optional;

/** One column of a table. */
public final class Column {
  private final String name;
  private final int jdbcType;
  private final String typeName;
  private final ColumnType type;
  private final long size;
  private final boolean nullable;
  private final String defaultExpression;
  private final boolean autoIncrement;
  private final boolean identityAlways;
  private final boolean computed;
  private final boolean changesOnUpdate;

  private Column(Builder builder) {
    this.name = builder.name;
    this.jdbcType = builder.jdbcType;
    this.typeName = builder.typeName;
    this.type = ColumnType.of(jdbcType, typeName);
    this.size = builder.size;
    this.nullable = builder.nullable;
    this.defaultExpression = builder.defaultExpression;
    this.autoIncrement = builder.autoIncrement;
    this.identityAlways = builder.identityAlways;
    this.computed = builder.computed;
    this.changesOnUpdate = builder.changesOnUpdate;
  }

  /** Starts a nullable column without a default, of the given {@link java.sql.Types} type. */
  public static Builder builder(String name, int jdbcType, String typeName) {
    return new Builder(name, jdbcType, typeName);
  }

  /** Returns the name in the database's own spelling. */
  public String name() {
    return name;
  }

  /** Returns the type, one of {@link java.sql.Types}, as the driver tells it. */
  public int jdbcType() {
    return jdbcType;
  }

  /** Returns the vendor's name of the type. */
  public String typeName() {
    return typeName;
  }

  /** Returns both together. */
  public ColumnType type() {
    return type;
  }

  /**
   * Returns the most characters, bytes or digits that a value has, as the driver tells it; 0 where
   * that isn't known.
   */
  public long size() {
    return size;
  }

  /** Tells whether the column takes NULL. */
  public boolean nullable() {
    return nullable;
  }

  /** Returns the SQL of the default value, as the driver tells it. */
  public Optional<String> defaultExpression() {
    return Optional.ofNullable(defaultExpression);
  }

  /**
   * Tells whether the database counts the value up by itself (identity, serial, auto_increment).
   */
  public boolean autoIncrement() {
    return autoIncrement;
  }

  /** Tells whether the column is GENERATED ALWAYS AS IDENTITY: a given value needs an override. */
  public boolean identityAlways() {
    return identityAlways;
  }

  /** Tells whether the value is computed of other columns and can't be written. */
  public boolean computed() {
    return computed;
  }

  /** Tells whether an UPDATE that doesn't name the column changes it (ON UPDATE, row version). */
  public boolean changesOnUpdate() {
    return changesOnUpdate;
  }

  @Override
  public String toString() {
    return name + " " + typeName;
  }

  /** Collects the properties of a column. */
  public static final class Builder {
    private final String name;
    private final int jdbcType;
    private final String typeName;
    private long size;
    private boolean nullable = true;
    private String defaultExpression;
    private boolean autoIncrement;
    private boolean identityAlways;
    private boolean computed;
    private boolean changesOnUpdate;

    private Builder(String name, int jdbcType, String typeName) {
      this.name = Objects.requireNonNull(name, "name");
      this.jdbcType = jdbcType;
      this.typeName = Objects.requireNonNull(typeName, "typeName");
    }

    /** Sets the most characters, bytes or digits that a value has. */
    public Builder size(long value) {
      this.size = value;
      return this;
    }

    /** Sets whether the column takes NULL. */
    public Builder nullable(boolean value) {
      this.nullable = value;
      return this;
    }

    /** Sets the SQL of the default value; null for none. */
    public Builder defaultExpression(String value) {
      this.defaultExpression = value;
      return this;
    }

    /** Sets whether the database counts the value up by itself. */
    public Builder autoIncrement(boolean value) {
      this.autoIncrement = value;
      return this;
    }

    /** Sets whether the column is GENERATED ALWAYS AS IDENTITY. */
    public Builder identityAlways(boolean value) {
      this.identityAlways = value;
      return this;
    }

    /** Sets whether the value is computed of other columns. */
    public Builder computed(boolean value) {
      this.computed = value;
      return this;
    }

    /** Sets whether an UPDATE that doesn't name the column changes it. */
    public Builder changesOnUpdate(boolean value) {
      this.changesOnUpdate = value;
      return this;
    }

    /** Returns the column. */
    public Column build() {
      return new Column(this);
    }
  }
}
