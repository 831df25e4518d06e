package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.tests.apps.BrokenDriverApp;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.ChildJvm;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails inside of the agent stays there. */
@ExtendWith(Databases.Extension.class)
class AgentFaultsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"old-only", "new-secondary", "both-required"})
  void aFailureOfTheAgentNeverReachesTheApplication(String phase, Databases databases)
      throws Exception {
    DatabasePair pair = databases.pair(Vendor.H2);
    pair.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(50))");
    AgentConfig config =
        AgentConfig.of(pair, phase, folder)
            .with("dualwrite.drivers.include", BrokenDriverApp.class.getName() + "*");

    String output =
        ChildJvm.of(BrokenDriverApp.class)
            .database(pair.oldDatabase())
            .agent(config.write())
            .run()
            .success();

    assertEquals("1 predicate\n3 bound\n", output);
  }
}
