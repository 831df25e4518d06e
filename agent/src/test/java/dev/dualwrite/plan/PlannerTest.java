package dev.dualwrite.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.DdlMode;
import dev.dualwrite.config.Globs;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.RoutineEffect;
import dev.dualwrite.schema.Schema;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Dialect POSTGRES = Dialects.forUrl("jdbc:postgresql:");
  private static final String UPDATE = "UPDATE orders SET note = ? WHERE id = ?";

  private final FixedSchema schema = new FixedSchema(POSTGRES);
  private final AtomicLong nanos = new AtomicLong();
  private final Planner planner =
      new Planner(POSTGRES, POSTGRES, schema, PlannerOptions.defaults(), nanos::get);

  @Test
  void allPlainReadsShareOnePlan() {
    assertSame(Plan.read(), plan("SELECT 1"));
    assertSame(Plan.read(), plan("SELECT '" + "x".repeat(1000) + "'"));
    assertSame(Plan.read(), plan("SELECT unknown_function(1)"));
  }

  @Test
  void aPlanIsMadeOnce() {
    assertSame(plan(UPDATE), plan(UPDATE));
    assertEquals(1, schema.asked());
  }

  @Test
  void anotherNamespaceHasAnotherPlan() {
    assertNotSame(plan(UPDATE), planner.plan(UPDATE, Namespace.of(null, "other")));
  }

  @Test
  void whatIsForgottenIsPlannedAnew() {
    Plan before = plan(UPDATE);
    planner.forget(TableName.of("orders"));
    Plan after = plan(UPDATE);
    assertEquals(Strategy.STATEMENT, before.strategy());
    assertTrue(after.hazards().contains(Hazard.UNKNOWN_TABLE));
  }

  @Test
  void aTableThatCannotBeLookedUpIsNotTakenForOneThatIsNotThere() {
    Planner blind = new Planner(POSTGRES, POSTGRES, Schema.unknown(), PlannerOptions.defaults());
    Plan plan = blind.plan("INSERT INTO orders (id, note) VALUES (1, 'a')", Namespace.unknown());
    assertTrue(plan.hazards().contains(Hazard.UNSEEN_TABLE));
    assertEquals(Strategy.STATEMENT, plan.strategy());
  }

  @Test
  void anUnknownTableIsLookedForAgainSoon() {
    Plan unknown = plan("DELETE FROM nowhere WHERE id = 1");
    nanos.addAndGet(Duration.ofSeconds(6).toNanos());
    assertNotSame(unknown, plan("DELETE FROM nowhere WHERE id = 1"));
    Plan known = plan(UPDATE);
    nanos.addAndGet(Duration.ofSeconds(6).toNanos());
    assertSame(known, plan(UPDATE));
  }

  @Test
  void textsThatNeverComeAgainDontPushOutOneThatDoes() {
    for (int i = 0; i < 10; i++) {
      plan(UPDATE);
    }
    Plan known = plan(UPDATE);
    for (int i = 0; i < 10_000; i++) {
      plan("UPDATE orders SET note = 'a' WHERE id = " + i);
      if (i % 100 == 0) {
        plan(UPDATE);
      }
    }
    assertSame(known, plan(UPDATE));
  }

  @Test
  void withoutASchemaUnknownFunctionsMayWriteAndKnownOnesDont() {
    Planner audit = new Planner(POSTGRES, POSTGRES, Schema.unknown(), PlannerOptions.defaults());
    assertEquals(StatementKind.READ, audit.plan("SELECT lower(?)", Namespace.unknown()).kind());
    assertEquals(Strategy.UNMIRRORED, audit.plan("SELECT own(?)", Namespace.unknown()).strategy());
  }

  @Test
  void configurationSaysWhatFunctionsDo() {
    PlannerOptions options =
        new PlannerOptions(
            Globs.parse("lower"),
            Globs.parse("upp?r,shop.*"),
            Globs.parse("do_write"),
            Globs.none(),
            DdlMode.LOG,
            Mapping.none());
    Planner configured = new Planner(POSTGRES, POSTGRES, schema, options);
    assertEquals(Strategy.NONE, strategy(configured, "SELECT do_write(1)"));
    assertEquals(
        Strategy.STATEMENT,
        strategy(configured, "UPDATE orders SET total = do_write(1) WHERE id = 1"));
    assertEquals(
        Strategy.ROWS, strategy(configured, "UPDATE orders SET note = lower('A') WHERE id = 1"));
    assertEquals(Strategy.UNMIRRORED, strategy(configured, "SELECT upper('a')"));
    assertEquals(Strategy.UNMIRRORED, strategy(configured, "SELECT shop.price(1)"));
  }

  @Test
  void namesBeforeDotsAreKnown() {
    Planner planning = new Planner(POSTGRES, POSTGRES, schema, PlannerOptions.defaults());
    Plan plan =
        planning.plan(
            "UPDATE \"Shop\".orders SET note = 'a.b' WHERE orders.id = 1.5 -- c.d",
            Namespace.unknown());
    assertEquals(Set.of("shop", "orders"), plan.qualifiers());
  }

  @Test
  void ddlRunsOnTheTwinWhenConfigured() {
    PlannerOptions options =
        new PlannerOptions(
            Globs.none(), Globs.none(), Globs.none(), Globs.none(), DdlMode.MIRROR, Mapping.none());
    Planner configured = new Planner(POSTGRES, POSTGRES, schema, options);
    assertEquals(Strategy.STATEMENT, strategy(configured, "CREATE TABLE t (id int)"));
    assertEquals(
        Strategy.UNMIRRORED, strategy(configured, "CREATE TABLE t AS SELECT * FROM orders"));
  }

  @Test
  void aSchemaThatFailsCostsThePlanButThrowsNothing() {
    Schema broken =
        new Schema() {
          @Override
          public Optional<TableDescription> table(TableName name, Namespace namespace) {
            throw new IllegalStateException("broken");
          }

          @Override
          public RoutineEffect routine(String name, Namespace namespace) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void forget(TableName table) {
            throw new IllegalStateException("broken");
          }
        };
    Planner planning = new Planner(POSTGRES, POSTGRES, broken, PlannerOptions.defaults());
    assertEquals(Strategy.UNMIRRORED, strategy(planning, UPDATE));
  }

  @Test
  void aChangeIsTakenApartWhereItIsSimple() {
    RowChange update = plan("UPDATE orders SET note = ?, total = 5 WHERE id = ?").change().get();
    assertEquals("[note=?1, total=5]", update.assignments().toString());
    assertEquals("[id=?2]", update.conditions().toString());
    assertTrue(plan("UPDATE orders SET total = total + 1 WHERE id = ?").change().isEmpty());
    assertTrue(plan("UPDATE orders SET note = ? WHERE id IN (1, 2)").change().isEmpty());
    RowChange insert = plan("INSERT INTO orders (note, customer) VALUES (?, ?)").change().get();
    assertEquals("[id, customer, note]", insert.columns().toString());
    assertEquals("[[generated(id), ?2, ?1]]", insert.rows().toString());
  }

  @Test
  void partsCountTheirParametersFromTheirOwnFirst() {
    Plan plan = plan("UPDATE orders SET note = ? WHERE id = ?; DELETE FROM accounts WHERE id = ?");
    assertEquals(3, plan.parameterCount());
    assertEquals(2, plan.parts().size());
    Plan second = plan.parts().get(1);
    assertEquals(3, second.firstParameter());
    assertEquals("DELETE FROM accounts WHERE id = ?", second.sql());
    assertEquals("VALUES [[?1]]", second.keysBefore().toString());
  }

  @Test
  void manyRowsOfAnInsertAreReadWithoutTheGrammar() {
    String sql = "INSERT INTO accounts (id, email) VALUES (?, ?)" + ", (?, ?)".repeat(4999);
    Plan plan = plan(sql);
    assertEquals(Strategy.STATEMENT, plan.strategy());
    assertEquals(5000, plan.keysAfter().rows().size());
    assertEquals("[?9999]", plan.keysAfter().rows().get(4999).toString());
  }

  @Test
  void deeplyNestedTextsAreLeftToTheRows() {
    String sql =
        "UPDATE orders SET total = " + "(".repeat(2000) + "1" + ")".repeat(2000) + " WHERE id = 1";
    assertEquals(Strategy.ROWS, plan(sql).strategy());
  }

  private Plan plan(String sql) {
    return planner.plan(sql, Namespace.unknown());
  }

  private static Strategy strategy(Planner planner, String sql) {
    return planner.plan(sql, Namespace.unknown()).strategy();
  }
}
