package dev.dualwrite.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.schema.Namespace;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusTest {

  static Stream<Corpus.Entry> entries() {
    return Corpus.read().stream();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void eachStatementGetsTheExpectedPlan(Corpus.Entry entry) {
    Plan plan = entry.planner().plan(entry.sql(), Namespace.unknown());
    assertEquals(entry.expected(), Corpus.describe(plan));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void theNumberOfParametersIsKnownOfAllButReads(Corpus.Entry entry) {
    Plan plan = entry.planner().plan(entry.sql(), Namespace.unknown());
    if (plan.kind() != StatementKind.READ && !plan.toString().contains("?1")) {
      SqlTokens tokens = SqlTokens.of(entry.sql(), Dialects.forUrl(entry.primary()).lexing());
      assertEquals(tokens.parameterCount(), plan.parameterCount());
    }
  }

  @Test
  void theCorpusIsLargeAndShowsEveryHazardKindAndStrategy() {
    List<Corpus.Entry> entries = Corpus.read();
    assertTrue(entries.size() >= 200, "entries: " + entries.size());
    // Of the corpus' tables all can be asked for: see PlannerTest.
    Set<Hazard> hazards = EnumSet.complementOf(EnumSet.of(Hazard.UNSEEN_TABLE));
    Set<StatementKind> kinds = EnumSet.allOf(StatementKind.class);
    Set<Strategy> strategies = EnumSet.allOf(Strategy.class);
    for (Corpus.Entry entry : entries) {
      Plan plan = entry.planner().plan(entry.sql(), Namespace.unknown());
      hazards.removeAll(plan.hazards());
      kinds.remove(plan.kind());
      strategies.remove(plan.strategy());
    }
    assertEquals(Set.of(), hazards, "hazards without a statement");
    assertEquals(Set.of(), kinds, "kinds without a statement");
    assertEquals(Set.of(), strategies, "strategies without a statement");
  }

  @Test
  void everyHazardSaysWhyInWords() {
    for (Corpus.Entry entry : Corpus.read()) {
      Plan plan = entry.planner().plan(entry.sql(), Namespace.unknown());
      assertEquals(plan.hazards().isEmpty(), plan.reasons().isEmpty(), entry.toString());
    }
  }
}
