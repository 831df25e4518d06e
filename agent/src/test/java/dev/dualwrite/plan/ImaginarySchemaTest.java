package dev.dualwrite.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.testing.Vendor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImaginarySchemaTest {

  /** So that the grammar is asked, too, whose first answer is what takes long. */
  @ParameterizedTest
  @EnumSource(Vendor.class)
  void whatLoadsThePlannersClassesIsPlannedToItsEnd(Vendor vendor) {
    Dialect dialect = vendor.dialect();
    Planner planner =
        new Planner(dialect, dialect, new ImaginarySchema(dialect), PlannerOptions.defaults());

    Plan plan = planner.plan(Planner.WARM_UP, Namespace.unknown());

    assertEquals(Strategy.STATEMENT, plan.strategy(), plan.reasons()::toString);
  }
}
