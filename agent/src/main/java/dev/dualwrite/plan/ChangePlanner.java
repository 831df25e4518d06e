package dev.dualwrite.plan;

import dev.dualwrite.plan.Assignments.Assignment;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.UniqueKey;
import java.util.List;
import java.util.Optional;

/** Plans an UPDATE or DELETE of one table. */
final class ChangePlanner {
  private final Draft draft;
  private final SqlTokens tokens;
  private final ChangeShape shape;
  private final Range with;
  private final Names names;
  private final Operands operands;
  private final List<Assignment> assignments;

  /**
   * @param with the WITH clause before the statement, if there is one
   */
  ChangePlanner(Draft draft, ChangeShape shape, Range with) {
    this.draft = draft;
    this.tokens = draft.tokens();
    this.shape = shape;
    this.with = with;
    this.names = new Names(tokens, draft.context().primary());
    this.operands = new Operands(tokens);
    this.assignments = new Assignments(tokens, names).read(shape.sets());
  }

  Plan plan() {
    draw();
    return draft.finish();
  }

  /** Notes in the draft what is found out. */
  void draw() {
    draft.plan().returnsRows(!shape.returning().isEmpty());
    scanAll();
    TableReference reference = TableReference.read(tokens, names, shape.tables());
    if (reference == null || !shape.moreTables().isEmpty()) {
      new JoinedChangePlanner(draft, shape, with, assignments).draw();
      return;
    }
    Optional<TableDescription> table = draft.table(names.tableName(reference.name()));
    if (table.isPresent()) {
      plan(reference, table.get());
    } else {
      draft.hazard(
          Hazard.PREDICATE_NOT_A_KEY, "without the table's keys no predicate is known to be one");
    }
    draft.confirm(shape.statement(), reference.name(), Range.none());
  }

  private void scanAll() {
    HazardScan scan = new HazardScan(draft);
    if (!with.isEmpty()) {
      draft.hazard(Hazard.SUBQUERY, "a query in WITH");
      scan.scan(with, " in WITH");
    }
    for (Assignment assignment : assignments) {
      scan.scan(assignment.value(), " in SET " + assignment.column());
    }
    if (assignments.isEmpty()) {
      scan.scan(shape.sets(), " in SET");
    }
    Range head = shape.kind() == StatementKind.UPDATE ? shape.sets() : shape.tables();
    scan.scan(Range.of(head.to(), shape.statement().to()), " in WHERE");
    if (shape.ignores()) {
      draft.hazard(Hazard.IGNORES_ERRORS, "IGNORE");
    }
  }

  private void plan(TableReference reference, TableDescription table) {
    KeyPredicate predicate =
        new PredicateReader(tokens, names, operands, table, reference.alias(names))
            .read(shape.where());
    Optional<UniqueKey> key = predicate.fixedKey(table);
    if (!key.isPresent()) {
      notAKey();
    }
    limits(predicate, key);
    AssignedColumns assigned = new AssignedColumns(draft, operands, table, assignments);
    if (shape.kind() == StatementKind.UPDATE) {
      assigned.addHazards();
    }
    if (table.hasPrimaryKey()) {
      new ChangedKeys(draft, shape, with, reference, table, assigned).find(predicate, key);
    }
    if (key.isPresent() && !shape.limited() && with.isEmpty()) {
      simpleChange(table, predicate, assigned).ifPresent(draft::change);
    }
  }

  private void notAKey() {
    if (shape.where().isEmpty()) {
      draft.hazard(Hazard.WHOLE_TABLE, "no WHERE");
    }
    draft.hazard(Hazard.PREDICATE_NOT_A_KEY, "the predicate isn't equality on a whole unique key");
  }

  /** A limit of one or more changes nothing where the key allows but one row. */
  private void limits(KeyPredicate predicate, Optional<UniqueKey> key) {
    boolean oneRow = key.isPresent() && predicate.rows(key.get().columns()).size() == 1;
    boolean positive =
        shape.limit().length() == 1
            && tokens.kind(shape.limit().from()) == SqlScanner.Kind.NUMBER
            && !tokens.text(shape.limit().from()).equals("0");
    if (shape.limited() && !(oneRow && positive)) {
      draft.hazard(Hazard.LIMIT, "LIMIT");
    }
  }

  private Optional<RowChange> simpleChange(
      TableDescription table, KeyPredicate predicate, AssignedColumns assigned) {
    Optional<List<ColumnValue>> conditions = predicate.equalities();
    if (!conditions.isPresent()) {
      return Optional.empty();
    }
    if (shape.kind() == StatementKind.DELETE) {
      return Optional.of(RowChange.delete(table.name(), conditions.get()));
    }
    return assigned
        .values()
        .map(values -> RowChange.update(table.name(), values, conditions.get()));
  }
}
