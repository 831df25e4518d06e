package dev.dualwrite.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.schema.CachedSchema;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.Schema;
import dev.dualwrite.schema.SchemaReader;
import dev.dualwrite.testing.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The corpus once more, against tables that are really there. */
class RealSchemaTest {

  @Test
  void postgresTellsEnoughForTheSamePlans() throws Exception {
    samePlans("jdbc:postgresql:", TestServers.postgres(), Shop.POSTGRES);
  }

  @Test
  void mariaDbTellsEnoughForTheSamePlans() throws Exception {
    samePlans("jdbc:mariadb:", TestServers.mariaDb(), Shop.MARIADB);
  }

  @Test
  void h2TellsEnoughForTheSamePlans() throws Exception {
    samePlans("jdbc:h2:", TestServers.h2(), Shop.H2);
  }

  private static void samePlans(String vendor, String url, List<String> tables) throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      Shop.create(connection, tables);
      Schema schema =
          new CachedSchema(
              new SchemaReader(Dialects.forUrl(url), () -> DriverManager.getConnection(url)));
      List<String> differences = new ArrayList<>();
      int compared = 0;
      for (Corpus.Entry entry : Corpus.read()) {
        if (entry.primary().startsWith(vendor) && entry.secondary().startsWith(vendor)) {
          Plan plan =
              entry.planner(schema).plan(entry.sql(), Namespace.of(connection.getCatalog(), null));
          compare(entry, plan, differences);
          check(connection, plan.keysBefore(), differences);
          check(connection, plan.keysAfter(), differences);
          compared++;
        }
      }
      assertEquals("", String.join("\n", differences));
      assertTrue(compared > 30, "compared " + compared);
    }
  }

  private static void compare(Corpus.Entry entry, Plan plan, List<String> differences) {
    String summary = Corpus.describe(plan).get(0);
    if (!summary.equals(entry.expected().get(0))) {
      differences.add(entry + "\n  expected " + entry.expected() + "\n  was " + plan.reasons());
    }
  }

  /** The database reads the query when it is asked what columns it has. */
  private static void check(Connection connection, KeySource keys, List<String> differences) {
    if (keys.type() == KeySource.Type.SELECTED) {
      try (PreparedStatement statement = connection.prepareStatement(keys.keyQuery())) {
        statement.getMetaData();
        assertEquals(
            keys.keyQueryParameters().size(),
            statement.getParameterMetaData().getParameterCount(),
            keys.toString());
      } catch (SQLException e) {
        differences.add(keys + ": " + e.getMessage());
      }
    }
  }
}
