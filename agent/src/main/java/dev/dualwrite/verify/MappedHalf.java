package dev.dualwrite.verify;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mapping.Conversion;
import dev.dualwrite.rows.ValueConverter;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the rows of one side have to be given, so that those of both sides have the same columns.
 */
final class MappedHalf {
  private final List<Object> constants;
  private final List<Optional<Conversion>> keyConversions;

  private MappedHalf(List<Object> constants, List<Optional<Conversion>> keyConversions) {
    this.constants = constants;
    this.keyConversions = keyConversions;
  }

  /**
   * Returns that of the primary, whose rows have constants instead of columns that only the
   * secondary has.
   *
   * @throws NotVerifiableException when such a column can't hold its constant
   */
  static MappedHalf ofPrimary(
      TableDescription primary, TableDescription secondary, Dialect secondaryDialect)
      throws NotVerifiableException {
    ValueConverter converter = new ValueConverter(secondaryDialect, secondary.name());
    List<Object> values = new ArrayList<>();
    try {
      for (Map.Entry<String, String> each : secondary.mapping().constants().entrySet()) {
        values.add(
            converter.convert(each.getValue(), secondary.ownColumn(each.getKey()).orElseThrow()));
      }
    } catch (SQLException unfit) {
      throw new NotVerifiableException(unfit.getMessage());
    }
    return new MappedHalf(
        values,
        primary.primaryKey().stream()
            .map(column -> Optional.<Conversion>empty())
            .collect(Collectors.toList()));
  }

  /** Returns that of the secondary, whose keys are told in the primary's terms. */
  static MappedHalf ofSecondary(TableDescription primary, TableDescription secondary) {
    return new MappedHalf(
        List.of(),
        primary.primaryKey().stream()
            .map(secondary.mapping()::conversion)
            .collect(Collectors.toList()));
  }

  /** The columns that the constants stand for. */
  static List<Column> constantColumns(TableDescription secondary) {
    return secondary.mapping().constants().keySet().stream()
        .map(name -> secondary.ownColumn(name).orElseThrow())
        .collect(Collectors.toList());
  }

  List<Object> constants() {
    return constants;
  }

  /** Returns the primary's value of one of this side's, at a position in the key. */
  Object toPrimary(int position, Object value) throws SQLException {
    Optional<Conversion> conversion = keyConversions.get(position);
    try {
      return conversion.isPresent() ? conversion.get().inverse(value) : value;
    } catch (IllegalArgumentException unfit) {
      throw new SQLDataException(
          "a key on new is none that "
              + conversion.get().label()
              + " makes: "
              + unfit.getMessage()
              + "; correct it there",
          "22018");
    }
  }
}
