package dev.dualwrite.plan;

import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Collects what is found out about a text. */
final class PlanBuilder {
  final String sql;
  final StatementKind kind;
  final Set<Hazard> hazards = EnumSet.noneOf(Hazard.class);
  final List<String> reasons = new ArrayList<>();
  Strategy strategy = Strategy.NONE;
  TableDescription table;
  TableName tableName;
  KeySource keysBefore = KeySource.none();
  KeySource keysAfter = KeySource.none();
  KeySource keysUnlessReturned = KeySource.none();
  RowChange change;
  List<Plan> parts = List.of();
  int parameterCount;
  int firstParameter = 1;
  TransactionCommand transaction;
  boolean changesSession;
  boolean rewritten;
  boolean commitsImplicitly;
  boolean returnsRows;
  Set<String> qualifiers = Set.of();

  PlanBuilder(String sql, StatementKind kind) {
    this.sql = Objects.requireNonNull(sql, "sql");
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /** Starts the plan of a text from what its tokens tell. */
  static PlanBuilder of(SqlTokens tokens, StatementKind kind) {
    PlanBuilder plan = new PlanBuilder(tokens.sql(), kind);
    plan.parameterCount = tokens.parameterCount();
    plan.qualifiers = tokens.qualifiers();
    return plan;
  }

  PlanBuilder strategy(Strategy value) {
    strategy = value;
    return this;
  }

  PlanBuilder hazard(Hazard hazard, String reason) {
    hazards.add(hazard);
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
    return this;
  }

  /** Adds the hazards of a part. */
  PlanBuilder hazards(Plan part) {
    hazards.addAll(part.hazards());
    part.reasons().stream().filter(reason -> !reasons.contains(reason)).forEach(reasons::add);
    return this;
  }

  PlanBuilder table(TableDescription value) {
    table = value;
    tableName = value.name();
    return this;
  }

  PlanBuilder tableName(TableName value) {
    tableName = value;
    return this;
  }

  PlanBuilder keys(KeySource before, KeySource after) {
    keysBefore = before;
    keysAfter = after;
    return this;
  }

  PlanBuilder keysUnlessReturned(KeySource source) {
    keysUnlessReturned = source;
    return this;
  }

  PlanBuilder change(RowChange value) {
    change = value;
    return this;
  }

  PlanBuilder parts(List<Plan> value) {
    parts = value;
    return this;
  }

  PlanBuilder firstParameter(int value) {
    firstParameter = value;
    return this;
  }

  PlanBuilder transaction(TransactionCommand value) {
    transaction = value;
    return this;
  }

  PlanBuilder changesSession(boolean value) {
    changesSession = value;
    return this;
  }

  PlanBuilder rewritten(boolean value) {
    rewritten = value;
    return this;
  }

  PlanBuilder commitsImplicitly(boolean value) {
    commitsImplicitly = value;
    return this;
  }

  PlanBuilder returnsRows(boolean value) {
    returnsRows = value;
    return this;
  }

  Plan build() {
    return new Plan(this);
  }
}
