package dev.dualwrite.plan;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.KeyReturn;
import dev.dualwrite.dialect.KeyReturnSupport;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The primary keys of the rows that an INSERT with values gives, and how those are found. */
final class InsertedKeys {
  private final Draft draft;
  private final Operands operands;
  private final Names names;
  private final InsertShape shape;
  private final TableDescription table;
  private final InsertedRows rows;
  private final List<List<Operand>> keys;

  InsertedKeys(
      Draft draft, InsertShape shape, Names names, TableDescription table, InsertedRows rows) {
    this.draft = draft;
    this.operands = new Operands(draft.tokens());
    this.names = names;
    this.shape = shape;
    this.table = table;
    this.rows = rows;
    this.keys = readKeys();
  }

  private List<List<Operand>> readKeys() {
    List<List<Operand>> all = new ArrayList<>(rows.count());
    for (int row = 0; row < rows.count(); row++) {
      List<Operand> key = new ArrayList<>();
      for (String name : table.primaryKey()) {
        Optional<Operand> operand = operand(row, table.column(name).orElseThrow());
        if (!operand.isPresent()) {
          return List.of();
        }
        key.add(operand.get());
      }
      all.add(key);
    }
    return table.hasPrimaryKey() ? all : List.of();
  }

  private Optional<Operand> operand(int row, Column column) {
    boolean countsUp = column.autoIncrement() && dialect().makesKeyForNull();
    Optional<Range> value = rows.value(row, column.name());
    if (!value.isPresent() || (countsUp && operands.isNull(value.get()))) {
      return Defaults.isConstant(draft, column)
          ? Optional.empty()
          : Optional.of(Operand.generated(column.name()));
    }
    Optional<Operand> operand = operands.readExact(value.get(), column);
    if (!countsUp) {
      return operand;
    }
    if (operand.isPresent() && Long.valueOf(0).equals(operand.get().literalValue())) {
      draft.hazard(Hazard.KEY_NOT_COMPUTABLE, "0 may stand for a key that the primary makes");
    }
    return operand.map(known -> orGenerated(known, column));
  }

  private static Operand orGenerated(Operand operand, Column column) {
    return operand.type() == Operand.Type.PARAMETER
        ? Operand.parameterOrGenerated(operand.parameterIndex(), column.name())
        : operand;
  }

  private Dialect dialect() {
    return draft.context().primary();
  }

  /** Returns a key of each row; empty where one of them is an expression. */
  List<List<Operand>> operands() {
    return keys;
  }

  /** Tells whether all keys stand in the statement. */
  boolean given() {
    return !keys.isEmpty() && !generated();
  }

  /** Tells whether the primary makes a part of a key, or may do so. */
  boolean generated() {
    return keys.stream().flatMap(List::stream).anyMatch(Operand::mayBeGenerated);
  }

  /** Tells whether the primary makes a part of a key, whatever is bound. */
  private boolean surelyGenerated() {
    return keys.stream()
        .flatMap(List::stream)
        .anyMatch(part -> part.type() == Operand.Type.GENERATED);
  }

  /** Returns how the keys are found, when each row is surely inserted. */
  Optional<KeySource> source() {
    if (!table.hasPrimaryKey() || draft.has(Hazard.KEY_NOT_COMPUTABLE)) {
      return Optional.empty();
    }
    if (!keys.isEmpty() && (!surelyGenerated() || returnsGenerated())) {
      return Optional.of(KeySource.values(keys));
    }
    if (returnsAll()) {
      return Optional.of(KeySource.returned());
    }
    return keys.isEmpty() ? new KeyLookup(draft, table, rows).after() : countedUp();
  }

  /** Returns how the keys are found, when rows may be left out. */
  Optional<KeySource> sourceOfSome() {
    if (!keys.isEmpty() && !surelyGenerated()) {
      return Optional.of(KeySource.values(keys));
    }
    return returned().or(this::countedUp);
  }

  /** Returns how the keys are found of whatever rows it touched, if the driver tells. */
  Optional<KeySource> returned() {
    return returnsAll() ? Optional.of(KeySource.returned()) : Optional.empty();
  }

  private boolean returnsGenerated() {
    if (returnsAll()) {
      return true;
    }
    KeyReturnSupport support = dialect().returnsKeys(KeyReturn.INSERT);
    boolean counted =
        shape.returning().isEmpty()
            && table.primaryKey().stream()
                .map(name -> table.column(name).orElseThrow())
                .allMatch(column -> column.autoIncrement() || rows.givesAll(column.name()));
    switch (support) {
      case ALL_NAMED_COLUMNS:
      case NONE:
        return false;
      case GENERATED_ONLY:
        return counted;
      case GENERATED_FIRST_ONLY:
        return counted && rows.count() == 1;
    }
    throw new AssertionError(support);
  }

  private boolean returnsAll() {
    if (!shape.returning().isEmpty()) {
      return Returning.hasKey(draft.tokens(), names, shape.returning(), table);
    }
    return dialect().returnsKeys(KeyReturn.INSERT) == KeyReturnSupport.ALL_NAMED_COLUMNS;
  }

  private Optional<KeySource> countedUp() {
    boolean single =
        table.primaryKey().size() == 1
            && table.column(table.primaryKey().get(0)).orElseThrow().autoIncrement()
            && rows.count() > 0
            && !rows.givesAny(table.primaryKey().get(0));
    if (!single) {
      return Optional.empty();
    }
    String column = dialect().quote(table.primaryKey().get(0));
    return dialect()
        .generatedKeysQuery(draft.context().quoted(table), column, rows.count())
        .map(KeySource::selectedOfLast);
  }
}
