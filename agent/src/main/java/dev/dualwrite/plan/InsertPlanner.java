package dev.dualwrite.plan;

import dev.dualwrite.dialect.KeyReturn;
import dev.dualwrite.dialect.KeyReturnSupport;
import dev.dualwrite.plan.InsertShape.Conflict;
import dev.dualwrite.plan.InsertShape.Source;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans an INSERT, REPLACE or UPSERT. */
final class InsertPlanner {
  private final Draft draft;
  private final SqlTokens tokens;
  private final InsertShape shape;
  private final Range with;
  private final boolean replaces;
  private final Names names;

  InsertPlanner(Draft draft, InsertShape shape, Names names, Range with, boolean replaces) {
    this.draft = draft;
    this.tokens = draft.tokens();
    this.shape = shape;
    this.names = names;
    this.with = with;
    this.replaces = replaces;
  }

  Plan plan() {
    draw();
    return draft.finish();
  }

  /** Notes in the draft what is found out. */
  void draw() {
    draft.plan().returnsRows(!shape.returning().isEmpty());
    scanAll();
    if (shape.table().isEmpty() || shape.source() == Source.UNKNOWN) {
      unknownForm();
      return;
    }
    Optional<TableDescription> table = draft.table(names.tableName(shape.table()));
    if (shape.source() == Source.QUERY) {
      draft.hazard(Hazard.INSERT_SELECT, "INSERT with a query");
      table.ifPresent(
          known -> new InsertSelectKeys(draft, shape, names, with, replaces, known).find());
    } else if (table.isPresent()) {
      rows(table.get());
    } else if (conflicts()) {
      draft.hazard(Hazard.DEPENDS_ON_EXISTING_ROW, "rows that are there may be changed");
    }
    draft.confirm(shape.statement(), shape.table(), otherRows());
  }

  private void unknownForm() {
    draft.hazard(Hazard.UNPARSABLE, "this form of INSERT isn't understood");
    if (!shape.table().isEmpty()) {
      draft.table(names.tableName(shape.table())).ifPresent(this::returnedKeys);
    }
  }

  /** Rows of an INSERT are alike, so that the grammar needs to see but one. */
  private Range otherRows() {
    int rows = shape.rows().size();
    return rows < 2
        ? Range.none()
        : Range.of(shape.rows().get(0).to() + 1, shape.rows().get(rows - 1).to() + 1);
  }

  private void scanAll() {
    HazardScan scan = new HazardScan(draft);
    if (!with.isEmpty()) {
      draft.hazard(Hazard.SUBQUERY, "a query in WITH");
      scan.scan(with, " in WITH");
    }
    scan.scan(shape.body(), shape.source() == Source.QUERY ? " in SELECT" : " in VALUES");
    scan.scan(shape.conflictClause(), " in ON CONFLICT");
    scan.scan(shape.returning(), " in RETURNING");
    if (shape.source() == Source.UNKNOWN) {
      scan.scan(Range.of(shape.table().to(), shape.statement().to()), "");
    }
    if (shape.ignores()) {
      draft.hazard(Hazard.IGNORES_ERRORS, "IGNORE");
    }
  }

  private boolean conflicts() {
    return replaces || shape.ignores() || shape.conflict() != Conflict.NONE;
  }

  /** PostgreSQL's driver tells the keys whatever the form. */
  private void returnedKeys(TableDescription table) {
    boolean returned =
        shape.returning().isEmpty()
            && draft.context().primary().returnsKeys(KeyReturn.INSERT_SELECT)
                == KeyReturnSupport.ALL_NAMED_COLUMNS;
    if (returned) {
      draft.keys(KeySource.none(), KeySource.returned());
    }
  }

  private void rows(TableDescription table) {
    Optional<InsertedRows> rows = InsertedRows.read(draft, shape, names, table);
    if (!rows.isPresent()) {
      draft.hazard(Hazard.UNPARSABLE, "the values don't fit the columns that are known");
      returnedKeys(table);
      return;
    }
    InsertedKeys keys = new InsertedKeys(draft, shape, names, table, rows.get());
    omittedColumns(table, rows.get());
    if (keys.generated()) {
      draft.hazard(Hazard.GENERATED_KEY, "the primary makes the key");
    }
    if (conflicts()) {
      new UpsertPlanner(draft, shape, names, replaces, table, rows.get(), keys).plan();
    } else {
      insert(table, rows.get(), keys);
    }
  }

  private void insert(TableDescription table, InsertedRows rows, InsertedKeys keys) {
    if (!table.hasPrimaryKey()) {
      change(table, rows, keys).ifPresent(draft::change);
      return;
    }
    Optional<KeySource> source = keys.source();
    source.ifPresent(found -> draft.keys(KeySource.none(), found));
    boolean aligned = source.filter(found -> !found.rows().isEmpty()).isPresent();
    if (aligned || !keys.generated()) {
      change(table, rows, keys).ifPresent(draft::change);
    }
  }

  private void omittedColumns(TableDescription table, InsertedRows rows) {
    for (Column column : table.columns()) {
      boolean made =
          !column.computed()
              && !rows.givesAll(column.name())
              && !table.primaryKey().contains(column.name())
              && !Defaults.isConstant(draft, column);
      if (made) {
        draft.hazard(Hazard.NON_CONSTANT_DEFAULT, "the default of column " + column.name());
      }
    }
  }

  /** Returns the INSERT as columns and values; empty where a value is an expression. */
  private Optional<RowChange> change(TableDescription table, InsertedRows rows, InsertedKeys keys) {
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      if (rows.givesAny(column.name()) || isGenerated(table, column, keys)) {
        columns.add(column);
      }
    }
    List<List<Operand>> values = new ArrayList<>(rows.count());
    for (int row = 0; row < rows.count(); row++) {
      List<Operand> line = new ArrayList<>(columns.size());
      for (Column column : columns) {
        Optional<Operand> value = value(table, rows, keys, row, column);
        if (!value.isPresent()) {
          return Optional.empty();
        }
        line.add(value.get());
      }
      values.add(line);
    }
    List<String> columnNames = new ArrayList<>();
    columns.forEach(column -> columnNames.add(column.name()));
    return Optional.of(RowChange.insert(table.name(), columnNames, values));
  }

  private static boolean isGenerated(TableDescription table, Column column, InsertedKeys keys) {
    int part = table.primaryKey().indexOf(column.name());
    return part >= 0 && keys.operands().stream().anyMatch(key -> key.get(part).mayBeGenerated());
  }

  private Optional<Operand> value(
      TableDescription table, InsertedRows rows, InsertedKeys keys, int row, Column column) {
    int part = table.primaryKey().indexOf(column.name());
    if (part >= 0 && !keys.operands().isEmpty()) {
      return Optional.of(keys.operands().get(row).get(part));
    }
    return rows.value(row, column.name())
        .flatMap(value -> new Operands(tokens).read(value, column));
  }
}
