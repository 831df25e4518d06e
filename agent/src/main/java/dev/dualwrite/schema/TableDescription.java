package dev.dualwrite.schema;

import dev.dualwrite.mapping.TableMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the database says of one table or view. */
public final class TableDescription {
  private final TableName name;
  private final List<Column> columns;
  private final List<String> primaryKey;
  private final List<UniqueKey> uniqueKeys;
  private final boolean hasOtherUniqueness;
  private final boolean hasTriggers;
  private final boolean view;
  private final TableMapping mapping;

  private TableDescription(Builder builder) {
    this.name = builder.name;
    this.columns = List.copyOf(builder.columns);
    this.primaryKey = List.copyOf(builder.primaryKey);
    this.uniqueKeys = List.copyOf(builder.uniqueKeys);
    this.hasOtherUniqueness = builder.hasOtherUniqueness;
    this.hasTriggers = builder.hasTriggers;
    this.view = builder.view;
    this.mapping = TableMapping.same();
  }

  private TableDescription(TableDescription table, TableMapping mapping) {
    this.name = table.name;
    this.columns = table.columns;
    this.primaryKey = table.primaryKey;
    this.uniqueKeys = table.uniqueKeys;
    this.hasOtherUniqueness = table.hasOtherUniqueness;
    this.hasTriggers = table.hasTriggers;
    this.view = table.view;
    this.mapping = mapping;
  }

  /** Starts the description of a table without columns or keys. */
  public static Builder builder(TableName name) {
    return new Builder(name);
  }

  /** Returns the name, as far qualified as the database tells it. */
  public TableName name() {
    return name;
  }

  /** Returns the columns in the table's order. */
  public List<Column> columns() {
    return columns;
  }

  /** Returns the columns of the primary key in key order; empty where there is none. */
  public List<String> primaryKey() {
    return primaryKey;
  }

  /** Returns the unique keys that hold for every row, the primary key included. */
  public List<UniqueKey> uniqueKeys() {
    return uniqueKeys;
  }

  /** Tells whether there are unique indexes on expressions or on a part of the rows. */
  public boolean hasOtherUniqueness() {
    return hasOtherUniqueness;
  }

  /** Tells whether triggers or rewrite rules run when rows change. */
  public boolean hasTriggers() {
    return hasTriggers;
  }

  /** Tells whether this is a view, so that a write to it lands in other tables. */
  public boolean view() {
    return view;
  }

  /** Tells whether the table has a primary key. */
  public boolean hasPrimaryKey() {
    return !primaryKey.isEmpty();
  }

  /**
   * Returns this table as a counterpart, whose columns are asked for by the names that the other
   * database gives them.
   */
  public TableDescription asCounterpart(TableMapping how) {
    return new TableDescription(this, how);
  }

  /** Returns what of this table differs from the one whose counterpart it is. */
  public TableMapping mapping() {
    return mapping;
  }

  /**
   * Returns the column of this name, of a counterpart the column for the other database's of this
   * name: exactly so spelled, or else the only one but for case.
   */
  public Optional<Column> column(String columnName) {
    return mapping.leftOut().contains(columnName)
        ? Optional.empty()
        : ownColumn(mapping.nameOf(columnName));
  }

  /** Returns the column that this table itself calls so. */
  public Optional<Column> ownColumn(String columnName) {
    Column found = null;
    for (Column column : columns) {
      if (column.name().equals(columnName)) {
        return Optional.of(column);
      }
      if (column.name().equalsIgnoreCase(columnName)) {
        if (found != null) {
          return exactly(columnName);
        }
        found = column;
      }
    }
    return Optional.ofNullable(found);
  }

  private Optional<Column> exactly(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }

  /** Returns the columns that can be given a value: all but the computed ones. */
  public List<Column> writableColumns() {
    List<Column> writable = new ArrayList<>(columns.size());
    for (Column column : columns) {
      if (!column.computed()) {
        writable.add(column);
      }
    }
    return List.copyOf(writable);
  }

  @Override
  public String toString() {
    return name + " " + columns + " primary key " + primaryKey;
  }

  /** Collects the properties of a table. */
  public static final class Builder {
    private final TableName name;
    private final List<Column> columns = new ArrayList<>();
    private final List<UniqueKey> uniqueKeys = new ArrayList<>();
    private List<String> primaryKey = List.of();
    private boolean hasOtherUniqueness;
    private boolean hasTriggers;
    private boolean view;

    private Builder(TableName name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /** Adds a column after those added before. */
    public Builder column(Column column) {
      columns.add(column);
      return this;
    }

    /** Sets the primary key, in key order, and adds it to the unique keys. */
    public Builder primaryKey(List<String> keyColumns) {
      primaryKey = keyColumns;
      if (!keyColumns.isEmpty()) {
        uniqueKeys.add(0, UniqueKey.of(keyColumns, false));
      }
      return this;
    }

    /** Adds a unique key other than the primary one. */
    public Builder uniqueKey(UniqueKey key) {
      if (!uniqueKeys.contains(key)) {
        uniqueKeys.add(key);
      }
      return this;
    }

    /** Sets whether there are unique indexes on expressions or on a part of the rows. */
    public Builder hasOtherUniqueness(boolean value) {
      hasOtherUniqueness = value;
      return this;
    }

    /** Sets whether triggers or rewrite rules run when rows change. */
    public Builder hasTriggers(boolean value) {
      hasTriggers = value;
      return this;
    }

    /** Sets whether this is a view. */
    public Builder view(boolean value) {
      view = value;
      return this;
    }

    /** Returns the description. */
    public TableDescription build() {
      return new TableDescription(this);
    }
  }
}
