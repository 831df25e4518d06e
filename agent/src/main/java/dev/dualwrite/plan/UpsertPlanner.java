package dev.dualwrite.plan;

import dev.dualwrite.plan.InsertShape.Conflict;
import dev.dualwrite.schema.TableDescription;
import java.util.Optional;

/** Plans what an INSERT with values does where rows are there already. */
final class UpsertPlanner {
  private final Draft draft;
  private final InsertShape shape;
  private final Names names;
  private final boolean replaces;
  private final TableDescription table;
  private final InsertedRows rows;
  private final InsertedKeys keys;

  UpsertPlanner(
      Draft draft,
      InsertShape shape,
      Names names,
      boolean replaces,
      TableDescription table,
      InsertedRows rows,
      InsertedKeys keys) {
    this.draft = draft;
    this.shape = shape;
    this.names = names;
    this.replaces = replaces;
    this.table = table;
    this.rows = rows;
    this.keys = keys;
  }

  void plan() {
    boolean severalKeys = table.uniqueKeys().size() > 1 || table.hasOtherUniqueness();
    if (severalKeys) {
      draft.hazard(Hazard.SEVERAL_UNIQUE_KEYS, "more than one unique key");
    }
    if (keys.generated() || !table.hasPrimaryKey()) {
      draft.hazard(
          Hazard.DEPENDS_ON_EXISTING_ROW, "the row may be a new one, or one that is there");
    }
    ConflictAction action =
        new ConflictAction(draft, shape, names, new Operands(draft.tokens()), table, rows);
    if (shape.conflict() == Conflict.ON_CONFLICT) {
      onConflict(action, severalKeys);
    } else if (replaces || shape.conflict() == Conflict.ON_DUPLICATE_KEY) {
      onAnyKey(action, severalKeys);
    } else {
      // IGNORE: rows are added or left alone.
      keys.sourceOfSome().ifPresent(source -> draft.keys(KeySource.none(), source));
    }
  }

  private void onConflict(ConflictAction action, boolean severalKeys) {
    action.addHazards();
    if (action.movesKey(severalKeys)) {
      draft.hazard(Hazard.KEY_CHANGED, "the update changes the primary key");
      return;
    }
    boolean sameRow = action.doesNothing() || !severalKeys || action.targets(table.primaryKey());
    if (action.doesNothing() && rows.count() > 1 && keys.returned().isPresent()) {
      draft.keys(KeySource.none(), keys.returned().get());
      keys.source().filter(source -> keys.given()).ifPresent(draft::keysUnlessReturned);
    } else if (sameRow && keys.given()) {
      keys.source().ifPresent(source -> draft.keys(KeySource.none(), source));
    } else if (keys.returned().isPresent()) {
      // The row that is updated may have another key than the one given.
      draft.keys(KeySource.none(), keys.returned().get());
      new KeyLookup(draft, table, rows)
          .conflicting(action.lockClause())
          .ifPresent(draft::keysUnlessReturned);
    } else {
      byUniqueKeys(action);
    }
  }

  private void onAnyKey(ConflictAction action, boolean severalKeys) {
    if (shape.conflict() == Conflict.ON_DUPLICATE_KEY) {
      action.addHazards();
      if (action.movesKey(severalKeys)) {
        draft.hazard(Hazard.KEY_CHANGED, "the update changes the primary key");
        return;
      }
    }
    if (severalKeys) {
      byUniqueKeys(action);
    } else {
      keys.source().ifPresent(source -> draft.keys(KeySource.none(), source));
    }
  }

  /** Rows that conflict are found before; the row that was added or changed, by the same values. */
  private void byUniqueKeys(ConflictAction action) {
    KeyLookup lookup = new KeyLookup(draft, table, rows);
    Optional<KeySource> before = lookup.conflicting(action.lockClause());
    Optional<KeySource> after = keys.given() ? keys.source() : lookup.conflicting("");
    if (before.isPresent() && after.isPresent()) {
      draft.keys(before.get(), after.get());
    }
  }
}
