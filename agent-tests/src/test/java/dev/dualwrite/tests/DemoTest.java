package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.tests.harness.AgentJar;
import dev.dualwrite.tests.harness.ChildJvm;
import dev.dualwrite.tests.harness.ChildJvm.Outcome;
import dev.dualwrite.tests.harness.Database;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Databases.Extension.class)
class DemoTest {
  private static final Path PROPERTIES =
      AgentJar.demo().resolve("../../dualwrite.properties").normalize();

  @TempDir Path folder;

  @Test
  void showsEqualTablesAndTheOneOrderThatDivergesOnPurpose() throws Exception {
    assertShowsTheDivergence(demo().agent(PROPERTIES).run().success());
  }

  @Test
  void aSecondRunBeginsAnew() throws Exception {
    demo().agent(PROPERTIES).run().success();
    assertShowsTheDivergence(demo().agent(PROPERTIES).run().success());
  }

  @Test
  void runsOnPostgreSqlToo(Databases databases) throws Exception {
    DatabasePair pair = databases.pair(Vendor.POSTGRESQL);
    Database target = pair.newDatabase();

    String output =
        demo()
            .agent(PROPERTIES)
            .option("-Ddualwrite.old.url=" + pair.oldDatabase())
            .option("-Ddualwrite.new.url=" + target)
            .option("-Ddualwrite.new.username=" + target.user())
            .option("-Ddualwrite.new.password=" + target.password())
            .arguments("--old=" + pair.oldDatabase(), "--new=" + target)
            .arguments("--user=" + target.user(), "--password=" + target.password())
            .run()
            .success();

    assertShowsTheDivergence(output);
  }

  @Test
  void saysThatNothingIsMirroredWithoutTheAgent() throws Exception {
    String output = demo().run().success();

    assertTrue(output.contains("Not mirrored"), output);
    assertTrue(output.contains("-javaagent:agent/target/dualwrite-agent.jar"), output);
  }

  @Test
  void theTourGoesThroughAllPhasesAndProvesEachStep() throws Exception {
    String output = demo().arguments("--tour", "--agent=" + AgentJar.path()).run().success();

    assertEquals(10, lines(output, " +[\\d.]+ s  \\d+\\. .*"), output);
    assertEquals(1, lines(output, ".* 0 no-gos: go"), output);
    assertEquals(1, lines(output, " +[1-9]\\d* rows of 4 tables copied, 0 left, .*"), output);
    assertEquals(1, lines(output, ".* [1-9]\\d* keys queued, the breaker is open, .*"), output);
    assertEquals(1, lines(output, " +HELD by new database \\(.*queue \\(.*"), output);
    assertEquals(
        3, lines(output, " +all \\d+ gates open; transactions were held back for .*"), output);
    assertEquals(4, lines(output, " +4 tables, \\d+ rows, 0 differences, .*"), output);
    assertEquals(
        6,
        lines(output, ".*customers 6 equal, .*, orders \\d+ equal, order_items .* equal"),
        output);
    assertEquals(1, lines(output, "Every step did what it says, in \\d+ s\\."), output);
  }

  @Test
  void aTourWithoutTheAgentsJarSaysSo() throws Exception {
    Outcome outcome = demo().arguments("--tour", "--agent=nowhere.jar").run();

    assertEquals(2, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.errors().contains("nowhere.jar isn't there"), outcome::toString);
  }

  private static long lines(String output, String pattern) {
    return output.lines().filter(line -> line.matches(pattern)).count();
  }

  private ChildJvm demo() {
    return ChildJvm.ofJar(AgentJar.demo()).folder(folder);
  }

  private static void assertShowsTheDivergence(String output) {
    assertTrue(output.lines().anyMatch(line -> line.matches("  customers .* equal")), output);
    // The order for 144 pieces is the 201st that was begun; its product is the 13th.
    assertEquals("differs at id 13", verdict(output, "products"), output);
    assertEquals("differs at id 201", verdict(output, "orders"), output);
    assertEquals("differs at order_id/line 201/1", verdict(output, "order_items"), output);
    assertTrue(output.contains(" is the one that was meant to diverge, order 201:\n{"), output);
  }

  private static String verdict(String output, String table) {
    String line =
        output.lines().filter(l -> l.startsWith("  " + table + " ")).findFirst().orElse("");
    return line.replaceFirst("^  (\\S+ +){5}", "");
  }
}
