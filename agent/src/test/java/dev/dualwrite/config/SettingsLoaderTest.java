package dev.dualwrite.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.phase.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {
  private static final String OLD = "dualwrite.old.url";
  private static final String NEW = "dualwrite.new.url";

  @TempDir Path folder;

  @Test
  void withoutANamedFileTheMessageShowsHowToNameOne() {
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class, () -> SettingsLoader.isolated().load(Path.of("")));

    assertTrue(
        refused.getMessage().contains("-javaagent:dualwrite-agent.jar=dualwrite.properties"),
        refused::getMessage);
  }

  @Test
  void theOldUrlAloneIsEnoughAndAllElseHasItsDefault() throws Exception {
    Settings settings = Settings.of(Map.of(OLD, "jdbc:h2:mem:old"));

    assertEquals(Phase.OLD_ONLY, settings.phase());
    assertEquals("jdbc:h2:mem:old", settings.oldDatabase().url());
    assertEquals(Optional.empty(), settings.newDatabase());
    assertEquals(MirrorMode.INLINE, settings.mirror());
    assertEquals(Duration.ofSeconds(1), settings.mirrorTimeout());
    assertEquals(AutocommitMode.TRANSACTION, settings.autocommit());
    assertEquals(DdlMode.LOG, settings.ddl());
    assertEquals(Path.of("dualwrite-divergence.jsonl"), settings.divergenceLog());
    assertEquals(10L << 20, settings.divergenceMaxSize());
    assertEquals(LoggedValues.KEYS, settings.divergenceValues());
    assertEquals(Path.of("dualwrite-state"), settings.stateDir());
    assertEquals(OnConfigError.CONTINUE, settings.onConfigError());
    assertEquals(1L << 20, settings.streamMemory());
    assertEquals(64L << 20, settings.streamMax());
    assertEquals(10_000, settings.transactionMaxKeys());
    assertEquals(3, settings.breakerFailures());
    assertEquals(Duration.ofSeconds(5), settings.breakerDelay());
    assertEquals("stderr", settings.log());
    assertEquals(LogLevel.WARN, settings.logLevel());
    assertTrue(settings.instance().endsWith(":" + ProcessHandle.current().pid()));
    assertTrue(settings.tables().includes("anything"));
    assertFalse(settings.functionsPure().matches("anything"));
  }

  @Test
  void aFileIsReadAsUtf8AndBlanksAroundValuesDontCount() throws Exception {
    Path file =
        write(
            "dualwrite.phase = new-secondary  \n"
                + OLD
                + "=jdbc:h2:mem:old\n"
                + NEW
                + "=jdbc:h2:mem:new\n"
                + "dualwrite.new.username=Jürgen\n");

    Settings settings = new SettingsLoader(Map.of(), Map.of()).load(file);

    assertEquals(Phase.NEW_SECONDARY, settings.phase());
    assertEquals(Optional.of("Jürgen"), settings.newDatabase().orElseThrow().username());
  }

  @Test
  void aSystemPropertyComesBeforeAVariableAndThatBeforeTheFile() throws Exception {
    Path file =
        write(
            OLD
                + "=jdbc:h2:mem:old\ndualwrite.instance=file\ndualwrite.log=file\n"
                + "dualwrite.mirror.timeout=3s\n");
    Map<String, String> properties = Map.of("dualwrite.instance", "property");
    Map<String, String> environment =
        Map.of("DUALWRITE_INSTANCE", "variable", "DUALWRITE_MIRROR_TIMEOUT", "2m");

    Settings settings = new SettingsLoader(properties, environment).load(file);

    assertEquals("property", settings.instance());
    assertEquals(Duration.ofMinutes(2), settings.mirrorTimeout());
    assertEquals("file", settings.log());
  }

  @Test
  void aBlankOverrideCountsAsNoneSet() throws Exception {
    Path file = write(OLD + "=jdbc:h2:mem:old\n");

    Settings settings = new SettingsLoader(Map.of(), Map.of("DUALWRITE_OLD_URL", " ")).load(file);

    assertEquals("jdbc:h2:mem:old", settings.oldDatabase().url());
  }

  @Test
  void referencesToVariablesAndFilesAreReplaced() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "pass$word\n");
    Map<String, String> texts =
        Map.of(
            OLD,
            "jdbc:postgresql://${env:DB_HOST}/${env:DB_NAME}",
            "dualwrite.old.password",
            "${file:" + secret + "}",
            "dualwrite.instance",
            "$${env:DB_HOST}");

    Settings settings =
        new SettingsLoader(Map.of(), Map.of("DB_HOST", "db1", "DB_NAME", "shop")).load(texts);

    assertEquals("jdbc:postgresql://db1/shop", settings.oldDatabase().url());
    assertEquals(Optional.of("pass$word"), settings.oldDatabase().password());
    assertEquals("${env:DB_HOST}", settings.instance());
  }

  @Test
  void whatAReferenceLeadsToIsNotLookedAtAgain() throws Exception {
    Settings settings =
        new SettingsLoader(Map.of(), Map.of("ODD", "a${env:NONE}b"))
            .load(Map.of(OLD, "jdbc:h2:mem:old", "dualwrite.old.password", "${env:ODD}"));

    assertEquals(Optional.of("a${env:NONE}b"), settings.oldDatabase().password());
  }

  @Test
  void aReferenceThatLeadsNowhereIsNamed() {
    String message =
        failure(
            Map.of(
                OLD,
                "jdbc:h2:mem:old",
                "dualwrite.old.username",
                "${env:NO_SUCH}",
                "dualwrite.old.password",
                "${file:/no/such/file}",
                "dualwrite.instance",
                "${HOME}",
                "dualwrite.log",
                "${env:unclosed"));

    assertContains(message, "dualwrite.old.username: the environment variable NO_SUCH is not set");
    assertContains(message, "/no/such/file cannot be read (there is no such file)");
    assertContains(message, "dualwrite.instance: ${HOME} is no reference");
    assertContains(message, "dualwrite.log: ${env:unclosed is no reference");
  }

  @Test
  void theMappingIsReadFromTheFileAndSystemProperties() throws Exception {
    Settings settings =
        new SettingsLoader(
                Map.of("dualwrite.map.table.a", "c", "dualwrite.map.column.a.x", "z"), Map.of())
            .load(
                Map.of(
                    OLD,
                    "jdbc:h2:mem:old",
                    "dualwrite.map.table.a",
                    "b",
                    "dualwrite.map.column.a.y",
                    "w"));

    assertEquals(
        "a is c, x is z, y is w",
        settings.mapping().table(Optional.empty(), "a").orElseThrow().toString());
    assertFalse(settings.inPhase(Phase.OLD_ONLY).mapping().isEmpty());
  }

  @Test
  void aWrongMappingIsToldWithItsOrigin() {
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () ->
                new SettingsLoader(Map.of(), Map.of("DUALWRITE_MAP_TABLE_A", "b"))
                    .load(
                        Map.of(OLD, "jdbc:h2:mem:old", "dualwrite.map.convert.a.x", "upper-case")));

    assertEquals(2, refused.problems().size(), refused::getMessage);
    assertTrue(
        refused.getMessage().contains("DUALWRITE_MAP_TABLE_A: the name of an environment variable"),
        refused::getMessage);
    assertTrue(
        refused
            .getMessage()
            .contains(
                "dualwrite.map.convert.a.x: 'upper-case' is no conversion. (Set in the given keys.)"
                    + " Allowed: trim-blanks"),
        refused::getMessage);
  }

  @Test
  void whatNewCallsOtherwiseStandsAgainstAPhaseInWhichNewIsThePrimary() {
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () ->
                Settings.of(
                    Map.of(
                        OLD,
                        "jdbc:h2:mem:old",
                        NEW,
                        "jdbc:h2:mem:new",
                        "dualwrite.phase",
                        "new-primary",
                        "dualwrite.map.table.orders",
                        "purchase")));

    assertTrue(
        refused.getMessage().contains("dualwrite.phase: in new-primary the application's SQL runs"),
        refused::getMessage);
    assertTrue(refused.getMessage().contains("orders"), refused::getMessage);
  }

  @Test
  void allProblemsAreListedEachWithKeyValueAndWhatIsAllowed() {
    ConfigurationException failure =
        assertThrows(
            ConfigurationException.class,
            () ->
                Settings.of(
                    Map.of(
                        "dualwrite.phase",
                        "both",
                        "dualwrite.mirror",
                        "sync",
                        "dualwrite.mirror.timeout",
                        "1 day",
                        "dualwrite.divergence.max-size",
                        "ten",
                        "dualwrite.breaker.failures",
                        "0",
                        "dualwrite.check.percent",
                        "101",
                        NEW,
                        "postgres://db/shop")));
    String message = failure.getMessage();

    assertEquals(8, failure.problems().size(), message);
    assertContains(message, "dualwrite.phase: 'both' is not allowed");
    assertContains(message, "old-only, new-secondary, both-required, new-primary, new-only");
    assertContains(message, "dualwrite.mirror: 'sync' is not allowed");
    assertContains(message, "inline, async");
    assertContains(message, "dualwrite.mirror.timeout: '1 day' is not allowed");
    assertContains(message, "500ms, 1s or 2m");
    assertContains(message, "dualwrite.divergence.max-size: 'ten' is not allowed");
    assertContains(message, "dualwrite.breaker.failures: '0' is not allowed");
    assertContains(message, "dualwrite.check.percent: '101' is not allowed");
    assertContains(message, "a number from 0 to 100, such as 1 or 0.5");
    assertContains(message, "dualwrite.new.url: 'postgres://db/shop' is not allowed");
    assertContains(message, "dualwrite.old.url: it is missing");
  }

  @Test
  void anUnknownKeyIsAnErrorThatSaysWhatWasMeant() {
    String message =
        failure(
            Map.of(
                OLD,
                "jdbc:h2:mem:old",
                "dualwrite.mirror.timout",
                "1s",
                "dualwrite.colour",
                "blue"));

    assertContains(message, "dualwrite.mirror.timout: there is no such key");
    assertContains(message, "Did you mean dualwrite.mirror.timeout?");
    assertContains(message, "dualwrite.colour: there is no such key");
    assertContains(message, "Allowed keys: dualwrite.phase, ");
  }

  @Test
  void anUnknownSystemPropertyOfOursIsAnErrorAndOneOfOthersIsNot() {
    SettingsLoader loader =
        new SettingsLoader(Map.of("dualwrite.ddl.mode", "log", "java.home", "/jdk"), Map.of());

    String message = failure(loader, Map.of(OLD, "jdbc:h2:mem:old"));

    assertContains(message, "dualwrite.ddl.mode: there is no such key (among the system");
    assertFalse(message.contains("java.home"), message);
  }

  @Test
  void aVariableCountsAsMistypedOnlyIfItIsNearlyAKey() {
    SettingsLoader loader =
        new SettingsLoader(
            Map.of(),
            Map.of(
                "DUALWRITE_NEW_ULR", "x", "DUALWRITE_SERVICE_HOST", "10.0.0.7", "HOME", "/root"));

    String message = failure(loader, Map.of(OLD, "jdbc:h2:mem:old"));

    assertContains(message, "DUALWRITE_NEW_ULR: there is no such key");
    assertContains(message, "Did you mean DUALWRITE_NEW_URL?");
    assertFalse(message.contains("SERVICE_HOST"), message);
  }

  @Test
  void aMirroringPhaseNeedsTheNewDatabase() {
    String message = failure(Map.of(OLD, "jdbc:h2:mem:old", "dualwrite.phase", "both-required"));

    assertContains(message, "dualwrite.new.url: it is missing, and the phase both-required needs");
    assertContains(message, "set dualwrite.phase to old-only");
  }

  @Test
  void aMistypedPhaseIsNotAlsoAComplaintAboutTheNewDatabase() {
    String message = failure(Map.of(OLD, "jdbc:h2:mem:old", "dualwrite.phase", "secondary"));

    assertFalse(message.contains(NEW), message);
  }

  @Test
  void aDatabaseIsNotMirroredOntoItself() {
    String message =
        failure(
            Map.of(OLD, "jdbc:h2:mem:a", NEW, "jdbc:h2:mem:a", "dualwrite.phase", "new-secondary"));

    assertContains(message, "dualwrite.new.url: 'jdbc:h2:mem:a' is the same as dualwrite.old.url");
  }

  @Test
  void aDriverJarThatIsNotThereIsNamed() throws Exception {
    Path notAJar = Files.writeString(folder.resolve("driver.txt"), "no jar");
    Path jar = jar("driver.jar");

    String message =
        failure(
            Map.of(
                OLD,
                "jdbc:h2:mem:old",
                "dualwrite.new.driver.path",
                jar + ", /no/such.jar," + notAJar));

    assertContains(message, "dualwrite.new.driver.path: '/no/such.jar' is no readable jar");
    assertContains(message, "'" + notAJar + "' is no readable jar");
    assertFalse(message.contains(jar.toString()), message);
  }

  @Test
  void aJarThatIsThereIsTaken() throws Exception {
    Path jar = jar("driver.jar");

    Settings settings =
        Settings.of(
            Map.of(
                OLD,
                "jdbc:h2:mem:old",
                NEW,
                "jdbc:h2:mem:new",
                "dualwrite.new.driver.path",
                jar.toString()));

    assertEquals(List.of(jar), settings.newDatabase().orElseThrow().driverPath());
  }

  @Test
  void aMissingFileIsNamedWithWhatToDo() {
    ConfigurationException failure =
        assertThrows(
            ConfigurationException.class,
            () ->
                new SettingsLoader(Map.of("dualwrite.on-config-error", "fail"), Map.of())
                    .load(Path.of("/no/such.properties")));

    assertContains(failure.getMessage(), "/no/such.properties: the configuration file cannot be");
    assertContains(failure.getMessage(), "there is no such file");
    assertContains(failure.getMessage(), "-javaagent:dualwrite-agent.jar=FILE");
    assertEquals(OnConfigError.FAIL, failure.onConfigError());
  }

  @Test
  void aFileThatIsNoPropertiesFileIsNamed() throws Exception {
    Path file = write("dualwrite.log=C:\\users\\me\n");

    ConfigurationException failure =
        assertThrows(ConfigurationException.class, () -> SettingsLoader.isolated().load(file));

    assertContains(failure.getMessage(), file + ": this is no properties file");
    assertContains(failure.getMessage(), "Write each backslash twice");
  }

  @Test
  void aKeyThatIsSetTwiceIsAnError() throws Exception {
    Path file = write(OLD + "=jdbc:h2:mem:a\n" + OLD + "=jdbc:h2:mem:b\n");

    ConfigurationException failure =
        assertThrows(ConfigurationException.class, () -> SettingsLoader.isolated().load(file));

    assertContains(failure.getMessage(), "it sets dualwrite.old.url more than once");
  }

  @Test
  void whatToDoOnAnErrorIsKnownThoughOtherKeysAreWrong() {
    ConfigurationException failure =
        assertThrows(
            ConfigurationException.class,
            () -> Settings.of(Map.of("dualwrite.on-config-error", "fail")));

    assertEquals(OnConfigError.FAIL, failure.onConfigError());
  }

  @Test
  void noPasswordIsInAnyMessageOrText() throws Exception {
    Map<String, String> texts = new HashMap<>();
    texts.put(OLD, "jdbc:mysql://app:hunter2@db/shop?password=hunter2&useSSL=true");
    texts.put("dualwrite.old.password", "hunter2");
    texts.put("dualwrite.new.password", "hunter2");
    Settings settings = Settings.of(texts);
    texts.put(NEW, "postgresql://app:hunter2@db/shop");
    texts.put("dualwrite.new.pasword", "hunter2");
    texts.put("dualwrite.nwe.passwort", "hunter2");
    String message =
        failure(new SettingsLoader(Map.of(), Map.of("DUALWRITE_NEW_PASWORD", "hunter2")), texts);

    assertFalse(message.contains("hunter2"), message);
    assertContains(message, "DUALWRITE_NEW_PASWORD");
    assertFalse(settings.toString().contains("hunter2"), settings.toString());
    assertFalse(settings.oldDatabase().toString().contains("hunter2"));
    assertContains(settings.toString(), "jdbc:mysql://app:***@db/shop?password=***&useSSL=true");
  }

  @Test
  void aPasswordKeepsItsBlanks() throws Exception {
    Settings settings =
        Settings.of(Map.of(OLD, "jdbc:h2:mem:old", "dualwrite.old.password", " a b "));

    assertEquals(Optional.of(" a b "), settings.oldDatabase().password());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("dualwrite.properties"), text);
  }

  private Path jar(String name) throws IOException {
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
      out.closeEntry();
    }
    return jar;
  }

  private static String failure(Map<String, String> texts) {
    return failure(SettingsLoader.isolated(), texts);
  }

  private static String failure(SettingsLoader loader, Map<String, String> texts) {
    return assertThrows(ConfigurationException.class, () -> loader.load(texts)).getMessage();
  }

  private static void assertContains(String text, String part) {
    assertTrue(text.contains(part), () -> "expected <" + part + "> in:\n" + text);
  }
}
