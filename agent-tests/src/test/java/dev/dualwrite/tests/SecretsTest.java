package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.ChildJvm.Outcome;
import dev.dualwrite.tests.harness.Console;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.Vendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** No secret in any log, no value unless asked. */
@ExtendWith(Databases.Extension.class)
class SecretsTest {
  private static final String WRONG_PASSWORD = "wrong-2b-seen-nowhere";
  private static final String VALUE = "a-value-of-the-application";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void passwordsAreInNoFileAndNoOutput(Vendor vendor, Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    AgentConfig config =
        config(pair)
            .with("dualwrite.divergence.values", "all")
            .with("dualwrite.log.level", "debug")
            .with("dualwrite.new.password", "${env:TESTED_PASSWORD}");

    Outcome outcome = divergingWrites(pair, config, pair.newDatabase().password());

    assertNowhere(pair.newDatabase().password(), outcome);
    assertFalse(Files.readString(config.divergenceLog()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aPasswordThatIsRefusedIsInNoFileAndNoOutput(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    AgentConfig config = config(pair).with("dualwrite.new.password", "${env:TESTED_PASSWORD}");

    Outcome outcome = divergingWrites(pair, config, WRONG_PASSWORD);

    assertNowhere(WRONG_PASSWORD, outcome);
    assertNowhere(pair.oldDatabase().password(), outcome);
  }

  @ParameterizedTest
  @CsvSource({"keys, false, true", "none, false, false", "all, true, true"})
  void valuesAreLoggedOnlyAsConfigured(
      String setting, boolean values, boolean keys, Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, Vendor.POSTGRESQL);
    AgentConfig config = config(pair).with("dualwrite.divergence.values", setting);

    Outcome outcome = divergingWrites(pair, config, pair.newDatabase().password());

    String log = Files.readString(config.divergenceLog());
    assertEquals(values, log.contains(VALUE), log);
    assertEquals(keys, log.contains("77123"), log);
    assertEquals(values, filesWith(VALUE).size() > 0);
    assertFalse((outcome.output() + outcome.errors()).contains(VALUE));
  }

  /** The value is bound, so that no SQL text holds it. */
  private static Outcome divergingWrites(DatabasePair pair, AgentConfig config, String newPassword)
      throws Exception {
    try (Console console =
        Console.start(
            Console.app(pair.oldDatabase())
                .environment("TESTED_PASSWORD", newPassword)
                .agent(config.write()))) {
      console.run("bind 77123 " + VALUE + " INSERT INTO t (id, v) VALUES (?, ?)");
      return console.end();
    }
  }

  private AgentConfig config(DatabasePair pair) {
    return AgentConfig.of(pair, "both-required", folder);
  }

  private static DatabasePair fresh(Databases databases, Vendor vendor) throws Exception {
    DatabasePair pair = databases.pair(vendor);
    pair.oldDatabase().execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(50))");
    pair.newDatabase().execute("CREATE TABLE t (id INT PRIMARY KEY)");
    return pair;
  }

  private void assertNowhere(String secret, Outcome outcome) throws IOException {
    assertTrue(filesWith(secret).isEmpty(), () -> "in files " + folder);
    assertFalse(outcome.output().contains(secret), outcome.output());
    assertFalse(outcome.errors().contains(secret), outcome.errors());
  }

  private List<Path> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> with = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          with.add(file);
        }
      }
      return with;
    }
  }
}
