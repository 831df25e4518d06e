package dev.dualwrite.plan;

import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.mapping.TableMapping;
import dev.dualwrite.plan.Hazard.Consequence;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The plan of one write while it is being made: what was found so far. */
final class Draft {
  private static final Set<Hazard> VARYING =
      EnumSet.of(
          Hazard.CURRENT_TIME,
          Hazard.RANDOM,
          Hazard.GENERATED_UUID,
          Hazard.SEQUENCE,
          Hazard.SESSION_FUNCTION,
          Hazard.SESSION_VARIABLE,
          Hazard.VOLATILE_FUNCTION,
          Hazard.WRITING_FUNCTION,
          Hazard.SUBQUERY);

  private final PlannerContext context;
  private final SqlTokens tokens;
  private final Namespace namespace;
  private final StatementKind kind;
  private final PlanBuilder plan;
  private final Set<Hazard> hazards = EnumSet.noneOf(Hazard.class);
  private TableName tableName;
  private TableDescription table;
  private KeySource keysBefore = KeySource.none();
  private KeySource keysUnlessReturned = KeySource.none();
  private KeySource keysAfter = KeySource.none();
  private boolean keysKnown;
  private boolean onlyGivenKeys;
  private RowChange change;

  Draft(PlannerContext context, SqlTokens tokens, Namespace namespace, StatementKind kind) {
    this.context = context;
    this.tokens = tokens;
    this.namespace = namespace;
    this.kind = kind;
    this.plan = PlanBuilder.of(tokens, kind);
  }

  PlannerContext context() {
    return context;
  }

  SqlTokens tokens() {
    return tokens;
  }

  Namespace namespace() {
    return namespace;
  }

  StatementKind kind() {
    return kind;
  }

  /** Returns what else is to be said in the plan. */
  PlanBuilder plan() {
    return plan;
  }

  Draft hazard(Hazard hazard, String reason) {
    hazards.add(hazard);
    plan.hazard(hazard, reason);
    return this;
  }

  boolean has(Hazard hazard) {
    return hazards.contains(hazard);
  }

  boolean hasHazards() {
    return !hazards.isEmpty();
  }

  private boolean hasVaryingValues() {
    return hazards.stream().anyMatch(VARYING::contains);
  }

  /** Returns an empty draft of the same statement. */
  Draft scratch() {
    return new Draft(context, tokens, namespace, kind);
  }

  /** Tells whether one of the ranges has another value each time, other tables apart. */
  boolean drawsAnew(List<Range> ranges) {
    Draft scratch = scratch();
    ranges.forEach(range -> new HazardScan(scratch).scan(range, ""));
    scratch.hazards.remove(Hazard.SUBQUERY);
    return scratch.hasVaryingValues();
  }

  /** Tells whether a range alone has this hazard. */
  boolean hasHazard(Range range, Hazard hazard) {
    Draft scratch = scratch();
    new HazardScan(scratch).scan(range, "");
    return scratch.hazards.contains(hazard);
  }

  /** Looks the table up, and notes what of it makes any write to it hazardous. */
  Optional<TableDescription> table(TableName name) {
    plan.tableName(name);
    tableName = name;
    table = context.schema().table(name, namespace).orElse(null);
    if (table == null) {
      boolean answered = context.schema().answered(name, namespace);
      hazard(
          answered ? Hazard.UNKNOWN_TABLE : Hazard.UNSEEN_TABLE,
          answered ? "there is no table " + name : name + " could not be looked up");
      return Optional.empty();
    }
    plan.table(table);
    if (table.view()) {
      hazard(Hazard.VIEW, table.name() + " is a view");
    } else if (!table.hasPrimaryKey()) {
      hazard(Hazard.NO_PRIMARY_KEY, table.name() + " has no primary key");
    }
    if (table.hasTriggers()) {
      hazard(Hazard.TRIGGER, table.name() + " has triggers");
    }
    return Optional.of(table);
  }

  /** Tells whether the table, where it is known, has a column of this name. */
  boolean isColumn(String name) {
    return table != null && table.column(name).isPresent();
  }

  /** Sets where all touched keys, or more, are found. */
  void keys(KeySource before, KeySource after) {
    keysBefore = before;
    keysAfter = after;
    keysKnown = !onlyGivenKeys || (isGiven(before) && isGiven(after));
  }

  /** Sets where the keys are found when the driver was not asked to return them. */
  void keysUnlessReturned(KeySource source) {
    keysUnlessReturned = source;
  }

  /** Takes no keys but those that stand in the text: the driver's and queries' would be others. */
  Draft onlyGivenKeys() {
    onlyGivenKeys = true;
    return this;
  }

  private static boolean isGiven(KeySource source) {
    return source.type() == KeySource.Type.NONE || source.type() == KeySource.Type.VALUES;
  }

  void change(RowChange simple) {
    change = simple;
  }

  /** Asks the grammar, where everything else allows to mirror the statement itself. */
  void confirm(Range statement, Range tableName, Range leftOut) {
    if (worst() == Consequence.NOTED
        && !context.grammar().confirms(tokens, kind, statement, tableName, leftOut, names())) {
      hazard(Hazard.UNPARSABLE, "the grammar doesn't know this form");
    }
  }

  private WordSet names() {
    Set<String> names = new HashSet<>();
    if (table != null) {
      names.add(table.name().name());
      table.columns().forEach(column -> names.add(column.name()));
    }
    return WordSet.of(names);
  }

  /** Decides on the strategy by the worst of the hazards, and by what can be done about it. */
  Plan finish() {
    noteMapping();
    if (worst() == Consequence.NOTED && !context.sameVendor() && change == null) {
      hazard(
          Hazard.OTHER_VENDOR, "not simple enough to be said in the dialect of the other database");
    }
    Strategy strategy = strategy();
    plan.strategy(strategy);
    if (strategy != Strategy.UNMIRRORED) {
      plan.keys(keysBefore, keysAfter).keysUnlessReturned(keysUnlessReturned);
    }
    if (strategy == Strategy.STATEMENT && change != null) {
      plan.change(change).rewritten(!context.sameVendor() || needsChange());
    }
    return plan.build();
  }

  /** The text names what the secondary calls otherwise, and may leave out what it needs. */
  private void noteMapping() {
    Mapping mapping = context.options().mapping();
    TableName name = table == null ? tableName : table.name();
    if (name == null || mapping.isEmpty()) {
      return;
    }
    Optional<String> place = name.schema().or(name::catalog);
    if (mapping.touches(place, name.name())) {
      Optional<TableMapping> how = mapping.table(place, name.name());
      hazard(Hazard.RENAMED, how.map(TableMapping::toString).orElse("as the mapping says"));
      how.flatMap(each -> MappedColumns.needRows(each, change))
          .ifPresent(reason -> hazard(Hazard.MAPPED, reason));
    }
  }

  private Strategy strategy() {
    switch (worst()) {
      case NOTED:
        return Strategy.STATEMENT;
      case ROWS:
        return rowsOrNothing();
      case UNMIRRORED:
        return Strategy.UNMIRRORED;
    }
    throw new AssertionError(worst());
  }

  private Strategy rowsOrNothing() {
    if (table == null || !table.hasPrimaryKey()) {
      return Strategy.UNMIRRORED;
    }
    if (!keysKnown) {
      hazard(Hazard.KEY_NOT_COMPUTABLE, "there is no way to tell which rows it touches");
      return Strategy.UNMIRRORED;
    }
    return Strategy.ROWS;
  }

  /** Tells whether the text as it is would do something else on the twin. */
  private boolean needsChange() {
    return hazards.contains(Hazard.GENERATED_KEY)
        || hazards.contains(Hazard.COLUMNS_NOT_NAMED)
        || hazards.contains(Hazard.RENAMED);
  }

  private Consequence worst() {
    Consequence worst = needsChange() && change == null ? Consequence.ROWS : Consequence.NOTED;
    for (Hazard hazard : hazards) {
      if (hazard.consequence().compareTo(worst) > 0) {
        worst = hazard.consequence();
      }
    }
    return worst;
  }
}
