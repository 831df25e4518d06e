package dev.dualwrite.plan;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.KeyReturn;
import dev.dualwrite.dialect.KeyReturnSupport;
import dev.dualwrite.plan.Assignments.Assignment;
import dev.dualwrite.schema.TableDescription;
import java.util.List;
import java.util.Optional;

/** Plans an UPDATE or DELETE that reads other tables beside the one that it changes. */
final class JoinedChangePlanner {
  private final Draft draft;
  private final SqlTokens tokens;
  private final ChangeShape shape;
  private final Range with;
  private final List<Assignment> assignments;
  private final Names names;

  JoinedChangePlanner(Draft draft, ChangeShape shape, Range with, List<Assignment> assignments) {
    this.draft = draft;
    this.tokens = draft.tokens();
    this.shape = shape;
    this.with = with;
    this.assignments = assignments;
    this.names = new Names(tokens, draft.context().primary());
  }

  void draw() {
    if (!shape.tables().isEmpty()) {
      draft.hazard(Hazard.SEVERAL_TABLES, "more than one table");
    }
    if (shape.limited()) {
      draft.hazard(Hazard.LIMIT, "LIMIT");
    }
    Range called = target();
    if (called.isEmpty()) {
      draft.hazard(Hazard.UNPARSABLE, "it isn't clear which one table it changes");
      return;
    }
    Range references = references();
    Range name = nameOf(called, references);
    draft.table(names.tableName(name)).ifPresent(table -> keys(table, called, references));
  }

  /** Returns where all tables are listed, the changed one too, as in MySQL; else none. */
  private Range references() {
    if (shape.kind() == StatementKind.UPDATE) {
      return shape.moreTables().isEmpty() ? shape.tables() : Range.none();
    }
    return shape.moreTables();
  }

  /** Returns what the statement calls the table that it changes; none where that isn't clear. */
  private Range target() {
    TableReference reference = TableReference.read(tokens, names, shape.tables());
    if (reference != null) {
      return reference.name();
    }
    return shape.kind() == StatementKind.UPDATE ? assignedTable() : Range.none();
  }

  /** All assigned columns must be qualified by the same name. */
  private Range assignedTable() {
    Range called = Range.none();
    for (Assignment assignment : assignments) {
      Range target = assignment.target();
      if (target.length() < 3) {
        return Range.none();
      }
      Range qualifier = Range.of(target.from(), target.to() - 2);
      if (!called.isEmpty() && !same(called, qualifier)) {
        return Range.none();
      }
      called = qualifier;
    }
    return called;
  }

  private boolean same(Range one, Range other) {
    return tokens
        .slice(one.from(), one.to())
        .equalsIgnoreCase(tokens.slice(other.from(), other.to()));
  }

  /** Returns the name of the table that has the alias, or else the alias as a name. */
  private Range nameOf(Range called, Range references) {
    if (called.length() == 1) {
      String alias = names.name(called.from());
      for (int i = references.from(); i + 1 < references.to(); i++) {
        int end = tokens.isName(i) ? names.endOfName(i) : i;
        int candidate = tokens.is(end, "AS") ? end + 1 : end;
        if (end > i
            && candidate < references.to()
            && tokens.isName(candidate)
            && names.name(candidate).equalsIgnoreCase(alias)
            && !tokens.isAny(i, Keywords.BEFORE_BRACKET)) {
          return Range.of(i, end);
        }
      }
    }
    return called;
  }

  private void keys(TableDescription table, Range called, Range references) {
    if (!table.hasPrimaryKey()) {
      return;
    }
    AssignedColumns assigned = new AssignedColumns(draft, new Operands(tokens), table, assignments);
    if (shape.kind() == StatementKind.UPDATE) {
      assigned.addHazards();
    }
    Optional<KeySource> selected = selected(table, called, references, assigned);
    if (assigned.movesKey()) {
      draft.hazard(Hazard.KEY_CHANGED, "SET of a column of the primary key");
      if (selected.isPresent() && returnsKeys(table)) {
        draft.keys(selected.get(), KeySource.returned());
      }
    } else if (returnsKeys(table) && !shape.returning().isEmpty()) {
      draft.keys(KeySource.none(), KeySource.returned());
    } else {
      // The driver would name the key columns without their table, and others may have the same.
      selected
          .or(() -> selectedBeside(table, assigned))
          .ifPresent(source -> draft.keys(source, KeySource.none()));
    }
  }

  /** Returns the query where the changed table stands apart from the others, as on PostgreSQL. */
  private Optional<KeySource> selectedBeside(TableDescription table, AssignedColumns assigned) {
    TableReference reference = TableReference.read(tokens, names, shape.tables());
    if (draft.context().primary().listsChangedTableInJoins()
        || reference == null
        || shape.moreTables().isEmpty()
        || !with.isEmpty()
        || tokens.are(shape.where().from(), "CURRENT", "OF")) {
      return Optional.empty();
    }
    Dialect primary = draft.context().primary();
    String alias = primary.quote(reference.alias(names));
    KeyQuery query =
        new KeyQuery(tokens)
            .piece(with)
            .text(with.isEmpty() ? "SELECT " : " SELECT ")
            .text(draft.context().keyColumns(table, alias + "."))
            .text(" FROM ")
            .piece(shape.tables())
            .text(", ")
            .piece(shape.moreTables());
    if (!shape.where().isEmpty()) {
      query.text(" WHERE ").piece(shape.where());
    }
    return Optional.of(query.locking(assigned.lockClause() + " OF " + alias));
  }

  private boolean returnsKeys(TableDescription table) {
    if (!shape.returning().isEmpty()) {
      return Returning.hasKey(tokens, names, shape.returning(), table);
    }
    KeyReturn kind = shape.kind() == StatementKind.UPDATE ? KeyReturn.UPDATE : KeyReturn.DELETE;
    return draft.context().primary().returnsKeys(kind) == KeyReturnSupport.ALL_NAMED_COLUMNS;
  }

  private Optional<KeySource> selected(
      TableDescription table, Range called, Range references, AssignedColumns assigned) {
    if (!draft.context().primary().listsChangedTableInJoins() || references.isEmpty()) {
      return Optional.empty();
    }
    String prefix = tokens.slice(called.from(), called.to()) + ".";
    KeyQuery query =
        new KeyQuery(tokens)
            .piece(with)
            .text(with.isEmpty() ? "SELECT " : " SELECT ")
            .text(draft.context().keyColumns(table, prefix))
            .text(" FROM ")
            .piece(references);
    if (!shape.where().isEmpty()) {
      query.text(" WHERE ").piece(shape.where());
    }
    return Optional.of(query.locking(assigned.lockClause()));
  }
}
