package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.dualwrite.tests.apps.InterruptionsApp;
import dev.dualwrite.tests.apps.XaApp;
import dev.dualwrite.tests.apps.clients.ClientSchema;
import dev.dualwrite.tests.apps.clients.SpringJdbcApp;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.ChildJvm;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.DivergenceLines;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Databases.Extension.class)
class HardCasesTest {
  @TempDir Path folder;

  /** Interleaving: another thread interrupts a statement that waits for the lock of a third. */
  @Test
  void cancelAndAbortFromAnotherThreadAreNotHeldUp(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, Vendor.POSTGRESQL);
    pair.execute("INSERT INTO t VALUES (1, 'free')");
    AgentConfig config = AgentConfig.of(pair, "both-required", folder);

    String output =
        ChildJvm.of(InterruptionsApp.class)
            .database(pair.oldDatabase())
            .agent(config.write())
            .run()
            .success();

    assertEquals("cancel ended it soon\nabort ended it soon\n", output);
    assertEquals(List.of(), pair.differences());
    assertEquals("held", pair.newDatabase().query("SELECT v FROM t"));
  }

  @Test
  void distributedTransactionsAreLoggedAsUnmirrored(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, Vendor.H2);
    AgentConfig config = AgentConfig.of(pair, "both-required", folder);

    String output =
        ChildJvm.of(XaApp.class).database(pair.oldDatabase()).agent(config.write()).run().success();

    assertEquals("count 1\ncount 1\n", output);
    DivergenceLines log = DivergenceLines.read(config.divergenceLog());
    assertFalse(log.ofKind("unmirrored").isEmpty(), log::toString);
    assertEquals(List.of("only in old t: 1 | distributed"), pair.differences(), log::toString);
  }

  @ParameterizedTest
  @CsvSource({"H2, POSTGRESQL", "MARIADB, POSTGRESQL", "POSTGRESQL, MARIADB", "POSTGRESQL, H2"})
  void anotherVendorHoldsTheSameRows(Vendor oldVendor, Vendor newVendor, Databases databases)
      throws Exception {
    DatabasePair pair = databases.pair(oldVendor, newVendor);
    pair.oldDatabase().execute(ClientSchema.statements(oldVendor));
    pair.newDatabase().execute(ClientSchema.statements(newVendor));
    AgentConfig config = AgentConfig.of(pair, "both-required", folder);

    ChildJvm.of(SpringJdbcApp.class)
        .database(pair.oldDatabase())
        .agent(config.write())
        .run()
        .success();

    assertEquals(List.of(), DivergenceLines.read(config.divergenceLog()).lines());
    assertEquals(List.of(), pair.differences());
  }

  private static DatabasePair fresh(Databases databases, Vendor vendor) throws Exception {
    DatabasePair pair = databases.pair(vendor);
    pair.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(50))");
    return pair;
  }
}
