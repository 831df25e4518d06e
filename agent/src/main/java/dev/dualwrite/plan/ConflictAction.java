package dev.dualwrite.plan;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.plan.Assignments.Assignment;
import dev.dualwrite.plan.InsertShape.Conflict;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands behind ON CONFLICT or ON DUPLICATE KEY UPDATE. */
final class ConflictAction {
  private final Draft draft;
  private final SqlTokens tokens;
  private final Names names;
  private final TableDescription table;
  private final InsertedRows rows;
  private final List<String> target;
  private final boolean nothing;
  private final boolean conditional;
  private final List<Assignment> assignments;

  ConflictAction(
      Draft draft,
      InsertShape shape,
      Names names,
      Operands operands,
      TableDescription table,
      InsertedRows rows) {
    this.draft = draft;
    this.tokens = draft.tokens();
    this.names = names;
    this.table = table;
    this.rows = rows;
    Range clause = shape.conflictClause();
    boolean onConflict = shape.conflict() == Conflict.ON_CONFLICT;
    this.target = onConflict ? target(clause) : List.of();
    int verb = onConflict ? tokens.find(clause.from(), clause.to(), "DO") : -1;
    this.nothing = tokens.is(verb + 1, "NOTHING") && verb >= 0;
    Range sets = onConflict ? setsOf(verb, clause) : clause;
    int where = sets.isEmpty() ? -1 : tokens.find(sets.from(), sets.to(), "WHERE");
    this.conditional = where >= 0;
    this.assignments =
        new Assignments(tokens, names).read(conditional ? Range.of(sets.from(), where) : sets);
  }

  private Range setsOf(int verb, Range clause) {
    return verb >= 0 && tokens.are(verb + 1, "UPDATE", "SET")
        ? Range.of(verb + 3, clause.to())
        : Range.none();
  }

  /** Returns the columns in brackets; none for a constraint's name or expressions. */
  private List<String> target(Range clause) {
    List<String> columns = new ArrayList<>();
    if (!tokens.isSymbol(clause.from(), '(')) {
      return columns;
    }
    Range list = Range.of(clause.from() + 1, tokens.partner(clause.from()));
    for (Range item : Lists.split(tokens, list)) {
      Optional<Column> column =
          item.length() == 1 ? table.column(names.name(item.from())) : Optional.empty();
      if (!column.isPresent()) {
        return List.of();
      }
      columns.add(column.get().name());
    }
    return columns;
  }

  /** Tells whether the statement names these columns, in any order, for the conflict. */
  boolean targets(List<String> columns) {
    return target.size() == columns.size() && target.containsAll(columns);
  }

  boolean doesNothing() {
    return nothing;
  }

  /** Returns what makes a question lock rows as strongly as the update then does. */
  String lockClause() {
    Dialect primary = draft.context().primary();
    boolean assignsKey =
        table.uniqueKeys().stream()
            .flatMap(key -> key.columns().stream())
            .anyMatch(column -> find(column).isPresent());
    return assignsKey ? primary.removalLockClause() : primary.lockClause();
  }

  /** Notes whether the outcome depends on what the row held before. */
  void addHazards() {
    if (nothing) {
      draft.hazard(Hazard.DEPENDS_ON_EXISTING_ROW, "DO NOTHING keeps the row that is there");
    } else if (assignments.isEmpty()) {
      draft.hazard(Hazard.UNPARSABLE, "the update isn't understood");
    } else if (conditional || !overwrites()) {
      draft.hazard(
          Hazard.DEPENDS_ON_EXISTING_ROW, "the update doesn't give all columns the values given");
    }
    for (Column column : table.columns()) {
      if (!nothing && column.changesOnUpdate() && !find(column.name()).isPresent()) {
        draft.hazard(Hazard.CHANGES_ON_UPDATE, "column " + column.name());
      }
    }
  }

  /** Tells whether every column but the key gets the very value that an insert would give it. */
  private boolean overwrites() {
    for (Column column : table.writableColumns()) {
      Optional<Assignment> assignment = find(column.name());
      boolean key = table.primaryKey().contains(column.name());
      boolean same =
          assignment.isPresent()
              ? isInsertedValue(assignment.get(), column)
              : key && rows.givesAll(column.name());
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** Tells whether the value is EXCLUDED.c, VALUES(c), or new.c behind VALUES (…) AS new. */
  private boolean isInsertedValue(Assignment assignment, Column column) {
    Range value = assignment.value();
    int from = value.from();
    boolean excluded =
        value.length() == 3
            && tokens.isSymbol(from + 1, '.')
            && (tokens.is(from, "EXCLUDED") || isRowAlias(from));
    boolean values =
        value.length() == 4 && tokens.is(from, "VALUES") && tokens.isSymbol(from + 1, '(');
    return (excluded || values)
        && assignment.whole()
        && rows.givesAll(column.name())
        && isColumn(from + 2, column);
  }

  private boolean isRowAlias(int token) {
    for (int i = 0; i < token; i++) {
      if (tokens.is(i, "AS")
          && tokens.isSymbol(i - 1, ')')
          && tokens.text(i + 1).equals(tokens.text(token))
          && !tokens.isSymbol(i + 2, '(')) {
        return true;
      }
    }
    return false;
  }

  private boolean isColumn(int token, Column column) {
    return tokens.isName(token)
        && table
            .column(names.name(token))
            .filter(known -> known.name().equals(column.name()))
            .isPresent();
  }

  /** Tells whether a row may get another primary key than the one by which it conflicts. */
  boolean movesKey(boolean severalKeys) {
    boolean byKey = !severalKeys || targets(table.primaryKey());
    for (String name : table.primaryKey()) {
      Column column = table.column(name).orElseThrow();
      Optional<Assignment> assignment = find(name);
      if (assignment.isPresent()
          && !keeps(assignment.get(), column)
          && !(byKey && isInsertedValue(assignment.get(), column))) {
        return true;
      }
    }
    return !nothing && assignments.isEmpty();
  }

  /** Tells whether the value is the column itself, or LAST_INSERT_ID(column), which returns it. */
  private boolean keeps(Assignment assignment, Column column) {
    Range value = assignment.value();
    int last = value.to() - 1;
    boolean itself = names.endOfName(value.from()) == value.to() && isColumn(last, column);
    boolean remembered =
        tokens.is(value.from(), "LAST_INSERT_ID")
            && tokens.isSymbol(value.from() + 1, '(')
            && names.endOfName(value.from() + 2) == last
            && isColumn(last - 1, column);
    boolean excluded = tokens.is(value.from(), "EXCLUDED") || isRowAlias(value.from());
    return (itself && !excluded) || remembered;
  }

  private Optional<Assignment> find(String column) {
    for (Assignment assignment : assignments) {
      Optional<Column> known = table.column(assignment.column());
      if (known.isPresent() && known.get().name().equals(column)) {
        return Optional.of(assignment);
      }
    }
    return Optional.empty();
  }
}
