package dev.dualwrite.plan;

import dev.dualwrite.plan.SqlScanner.Kind;
import dev.dualwrite.schema.Column;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.Optional;

/** Reads values that need no database to be told: parameters and constants. */
final class Operands {
  private final SqlTokens tokens;

  Operands(SqlTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Returns the value that the tokens are for this column; empty where they are an expression, or
   * where the database would convert the value in a way of its own.
   */
  Optional<Operand> read(Range range, Column column) {
    Range bare = withoutBrackets(range);
    if (bare.isEmpty()) {
      return Optional.empty();
    }
    Optional<Operand> plain = constant(bare, column);
    return plain.isPresent() ? plain : cast(bare, column);
  }

  /**
   * Returns the value as {@link #read}, where it is also what the column holds when it equals it:
   * not NULL, and no text that the database makes a date, a UUID or bytes of.
   */
  Optional<Operand> readExact(Range range, Column column) {
    return read(range, column).filter(operand -> isExact(operand, column));
  }

  private static boolean isExact(Operand operand, Column column) {
    if (operand.type() != Operand.Type.LITERAL) {
      return true;
    }
    Object value = operand.literalValue();
    if (value instanceof String) {
      return isText(column) && column.jdbcType() != Types.CHAR;
    }
    if (value instanceof Boolean) {
      return column.jdbcType() == Types.BOOLEAN || column.jdbcType() == Types.BIT;
    }
    return value != null && isNumeric(column);
  }

  /** Tells whether the tokens are the keyword DEFAULT. */
  boolean isDefault(Range range) {
    return range.length() == 1 && tokens.is(range.from(), "DEFAULT");
  }

  /** Tells whether the tokens are the keyword NULL. */
  boolean isNull(Range range) {
    Range bare = withoutBrackets(range);
    return bare.length() == 1 && tokens.is(bare.from(), "NULL");
  }

  Range withoutBrackets(Range range) {
    Range bare = range;
    while (bare.length() >= 2
        && tokens.isSymbol(bare.from(), '(')
        && tokens.partner(bare.from()) == bare.to() - 1) {
      bare = Range.of(bare.from() + 1, bare.to() - 1);
    }
    return bare;
  }

  private Optional<Operand> constant(Range range, Column column) {
    int token = range.from();
    if (range.length() == 2) {
      boolean negative = tokens.isSymbol(token, '-');
      boolean signed = negative || tokens.isSymbol(token, '+');
      return signed && tokens.kind(token + 1) == Kind.NUMBER
          ? number(tokens.text(token + 1), negative, column)
          : Optional.empty();
    }
    if (range.length() != 1) {
      return Optional.empty();
    }
    switch (tokens.kind(token)) {
      case PARAMETER:
        return Optional.of(Operand.parameter(tokens.parameter(token)));
      case NUMBER:
        return number(tokens.text(token), false, column);
      case STRING:
        return string(token, column);
      case WORD:
        return word(token);
      case END:
      case QUOTED:
      case VARIABLE:
      case SYMBOL:
        return Optional.empty();
    }
    throw new AssertionError(tokens.kind(token));
  }

  private Optional<Operand> word(int token) {
    if (tokens.is(token, "NULL")) {
      return Optional.of(Operand.literal(null));
    }
    if (tokens.is(token, "TRUE")) {
      return Optional.of(Operand.literal(true));
    }
    return tokens.is(token, "FALSE") ? Optional.of(Operand.literal(false)) : Optional.empty();
  }

  private static Optional<Operand> number(String text, boolean negative, Column column) {
    if (isText(column) || text.startsWith("0x") || text.startsWith("0X")) {
      return Optional.empty();
    }
    BigDecimal value = decimal(text);
    if (value == null) {
      return Optional.empty();
    }
    BigDecimal signed = negative ? value.negate() : value;
    boolean integer = text.chars().allMatch(Character::isDigit) && text.length() <= 18;
    return Optional.of(Operand.literal(integer ? (Object) signed.longValueExact() : signed));
  }

  private static BigDecimal decimal(String text) {
    try {
      return new BigDecimal(text.trim());
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private Optional<Operand> string(int token, Column column) {
    Optional<String> text = StringLiteral.value(tokens.text(token), tokens.lexing());
    if (!text.isPresent() || !isNumeric(column)) {
      return text.map(Operand::literal);
    }
    return Optional.ofNullable(decimal(text.get())).map(Operand::literal);
  }

  /** A cast of a parameter or constant to the column's own type changes nothing. */
  private Optional<Operand> cast(Range range, Column column) {
    int from = range.from();
    if (tokens.is(from, "CAST") && tokens.partner(from + 1) == range.to() - 1) {
      int as = tokens.find(from + 2, range.to() - 1, "AS");
      return as < 0
          ? Optional.empty()
          : castTo(Range.of(from + 2, as), Range.of(as + 1, range.to() - 1), column);
    }
    for (int i = from + 1; i + 2 < range.to() + 1; i++) {
      if (tokens.depth(i) == tokens.depth(from) && tokens.isOperator(i, "::")) {
        return castTo(Range.of(from, i), Range.of(i + 2, range.to()), column);
      }
    }
    return Optional.empty();
  }

  private Optional<Operand> castTo(Range value, Range type, Column column) {
    boolean same =
        column != null
            && type.length() == 1
            && tokens.text(type.from()).equalsIgnoreCase(column.typeName());
    return same ? constant(withoutBrackets(value), column) : Optional.empty();
  }

  private static boolean isNumeric(Column column) {
    if (column == null) {
      return false;
    }
    switch (column.jdbcType()) {
      case Types.TINYINT:
      case Types.SMALLINT:
      case Types.INTEGER:
      case Types.BIGINT:
      case Types.NUMERIC:
      case Types.DECIMAL:
      case Types.REAL:
      case Types.FLOAT:
      case Types.DOUBLE:
        return true;
      default:
        return false;
    }
  }

  static boolean isText(Column column) {
    if (column == null) {
      return false;
    }
    switch (column.jdbcType()) {
      case Types.CHAR:
      case Types.VARCHAR:
      case Types.LONGVARCHAR:
      case Types.NCHAR:
      case Types.NVARCHAR:
      case Types.LONGNVARCHAR:
      case Types.CLOB:
      case Types.NCLOB:
        return true;
      default:
        return false;
    }
  }
}
