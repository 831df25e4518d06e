package dev.dualwrite.plan;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.Lexing;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says a simple change in the dialect of the database that it is for. */
public final class RowChangeRenderer {
  private final Dialect target;
  private final TableDescription table;
  private final StringBuilder sql = new StringBuilder();
  private final List<Operand> operands = new ArrayList<>();

  private RowChangeRenderer(Dialect target, TableDescription table) {
    this.target = target;
    this.table = table;
  }

  /**
   * Returns the change as a statement. Parameters and generated values become question marks;
   * constants stand in the text.
   *
   * @param table the table on the target, which may spell names and types in its own way
   * @throws IllegalArgumentException where the target has no such column
   */
  public static RenderedSql render(RowChange change, Dialect target, TableDescription table) {
    RowChangeRenderer renderer = new RowChangeRenderer(target, table);
    switch (change.kind()) {
      case INSERT:
        renderer.insert(change);
        break;
      case UPDATE:
        renderer.update(change);
        break;
      case DELETE:
        renderer.delete(change);
        break;
      case READ:
      case UPSERT:
      case TRUNCATE:
      case DDL:
      case TRANSACTION:
      case SESSION:
      case CALL:
      case SEVERAL:
      case OTHER:
        throw new AssertionError("not the kind of a row change: " + change.kind());
    }
    return new RenderedSql(renderer.sql.toString(), renderer.operands);
  }

  private void insert(RowChange change) {
    List<Column> columns = new ArrayList<>();
    List<String> quoted = new ArrayList<>();
    boolean overriding = false;
    for (String name : change.columns()) {
      Column column = column(name);
      columns.add(column);
      quoted.add(target.quote(column.name()));
      overriding |= column.identityAlways();
    }
    sql.append("INSERT INTO ").append(tableName());
    sql.append(" (").append(String.join(", ", quoted)).append(")");
    sql.append(overriding ? target.overridingSystemValue() : "").append(" VALUES ");
    String comma = "";
    for (List<Operand> row : change.rows()) {
      sql.append(comma).append('(');
      for (int i = 0; i < columns.size(); i++) {
        sql.append(i == 0 ? "" : ", ");
        operand(row.get(i), columns.get(i));
      }
      sql.append(')');
      comma = ", ";
    }
  }

  private void update(RowChange change) {
    sql.append("UPDATE ").append(tableName()).append(" SET ");
    list(change.assignments(), ", ");
    sql.append(" WHERE ");
    list(change.conditions(), " AND ");
  }

  private void delete(RowChange change) {
    sql.append("DELETE FROM ").append(tableName()).append(" WHERE ");
    list(change.conditions(), " AND ");
  }

  private void list(List<ColumnValue> values, String separator) {
    String between = "";
    for (ColumnValue value : values) {
      Column column = column(value.column());
      sql.append(between).append(target.quote(column.name())).append(" = ");
      operand(value.operand(), column);
      between = separator;
    }
  }

  private void operand(Operand operand, Column column) {
    if (operand.type() == Operand.Type.LITERAL) {
      sql.append(literal(operand.literalValue(), column));
    } else {
      sql.append('?');
      operands.add(operand);
    }
  }

  private String literal(Object value, Column column) {
    if (value instanceof String) {
      return string((String) value);
    }
    boolean truth = column.jdbcType() == Types.BOOLEAN || column.typeName().startsWith("bool");
    if (value instanceof Boolean && !truth) {
      return (Boolean) value ? "1" : "0";
    }
    if (value instanceof Long && truth) {
      return (Long) value == 0 ? "FALSE" : "TRUE";
    }
    return value instanceof BigDecimal
        ? ((BigDecimal) value).toPlainString()
        : String.valueOf(value).toUpperCase(Locale.ROOT);
  }

  private String string(String value) {
    Lexing lexing = target.lexing();
    String escaped = lexing.backslashEscapes() ? value.replace("\\", "\\\\") : value;
    return '\'' + escaped.replace("'", "''") + '\'';
  }

  private String tableName() {
    return target.qualify(
        table.name().catalog().orElse(null),
        table.name().schema().orElse(null),
        table.name().name());
  }

  private Column column(String name) {
    return table
        .column(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "column "
                        + name
                        + " is not in table "
                        + table.name()
                        + " of the other database, which has "
                        + table.columns()
                        + "; add it there"));
  }
}
