package dev.dualwrite.dialect;

import java.util.Locale;
import java.util.Objects;

/** The type of a column, as a driver's metadata tells it. */
public final class ColumnType {
  private final int jdbcType;
  private final String name;

  /** Asked for with each value. */
  private final String baseName;

  private ColumnType(int jdbcType, String name) {
    this.jdbcType = jdbcType;
    this.name = Objects.requireNonNull(name, "name");
    int parenthesis = name.indexOf('(');
    String base = parenthesis < 0 ? name : name.substring(0, parenthesis);
    this.baseName = base.trim().toLowerCase(Locale.ROOT);
  }

  /** Returns a type of one of {@link java.sql.Types} and the vendor's name. */
  public static ColumnType of(int jdbcType, String typeName) {
    return new ColumnType(jdbcType, typeName);
  }

  /** Returns one of {@link java.sql.Types}. */
  public int jdbcType() {
    return jdbcType;
  }

  /** Returns the vendor's name of the type. */
  public String name() {
    return name;
  }

  /** Returns the vendor's name in lower case, without length, precision and what follows them. */
  public String baseName() {
    return baseName;
  }

  @Override
  public String toString() {
    return name;
  }
}
