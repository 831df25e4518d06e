package dev.dualwrite.config;

import dev.dualwrite.phase.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The table of all configuration keys; loading, errors and the documentation are made from it. */
final class Keys {
  private static final List<Key<?>> DECLARED = new ArrayList<>();

  static final Key<Phase> PHASE =
      key("phase", ValueTypes.choice(Phase.class), "old-only", "The stage of the migration.");

  static final Key<String> OLD_URL =
      key(
          "old.url",
          ValueTypes.jdbcUrl(),
          "The database to leave, as the application names it; parameters after ? or ; don't"
              + " count. Required.");
  static final Key<String> OLD_USERNAME =
      key(
          "old.username",
          ValueTypes.text("any text"),
          "For the command line; the agent learns it from the application.");
  static final Key<String> OLD_PASSWORD =
      key(
          "old.password",
          ValueTypes.secret(),
          "For the command line; the agent learns it from the application.");
  static final Key<List<Path>> OLD_DRIVER_PATH =
      key(
          "old.driver.path",
          ValueTypes.paths(),
          "For the command line: the jars of the old database's driver.");
  static final Key<String> OLD_DRIVER_CLASS =
      key(
          "old.driver.class",
          ValueTypes.text("the name of a class that implements java.sql.Driver"),
          "The old database's driver, when its jar doesn't announce it.");

  static final Key<String> NEW_URL =
      key(
          "new.url",
          ValueTypes.jdbcUrl(),
          "The database to go to. Required in every phase but old-only.");
  static final Key<String> NEW_USERNAME =
      key("new.username", ValueTypes.text("any text"), "The user of the new database.");
  static final Key<String> NEW_PASSWORD =
      key("new.password", ValueTypes.secret(), "The password of that user.");
  static final Key<List<Path>> NEW_DRIVER_PATH =
      key(
          "new.driver.path",
          ValueTypes.paths(),
          "The jars of the new database's driver, when the application hasn't got it.");
  static final Key<String> NEW_DRIVER_CLASS =
      key(
          "new.driver.class",
          ValueTypes.text("the name of a class that implements java.sql.Driver"),
          "The new database's driver, when its jar doesn't announce it.");

  static final Key<Globs> TABLES_INCLUDE =
      key(
          "tables.include",
          ValueTypes.globs(),
          "*",
          "The tables that take part, by bare or schema-qualified name.");
  static final Key<Globs> TABLES_EXCLUDE =
      key("tables.exclude", ValueTypes.globs(), "The tables that don't, though included.");

  static final Key<MirrorMode> MIRROR =
      key(
          "mirror",
          ValueTypes.choice(MirrorMode.class),
          "inline",
          "Whether a write is mirrored within its transaction, or after it by key.");
  static final Key<Duration> MIRROR_TIMEOUT =
      key(
          "mirror.timeout",
          ValueTypes.duration(),
          "1s",
          "The longest that a commit waits for the other database.");
  static final Key<Duration> PHASE_MAX_PAUSE =
      key(
          "phase.max-pause",
          ValueTypes.duration(),
          "3s",
          "The longest that transactions wait to begin while authority moves; then it doesn't move.");
  static final Key<AutocommitMode> AUTOCOMMIT =
      key(
          "autocommit",
          ValueTypes.choice(AutocommitMode.class),
          "transaction",
          "Whether a write in autocommit is wrapped in a transaction, or mirrored after the fact.");
  static final Key<DdlMode> DDL =
      key(
          "ddl",
          ValueTypes.choice(DdlMode.class),
          "log",
          "What is done with statements that change the schema.");
  static final Key<Globs> FUNCTIONS_VOLATILE =
      key(
          "functions.volatile",
          ValueTypes.globs(),
          "Functions whose result differs from call to call: a write that uses one goes by rows.");
  static final Key<Globs> FUNCTIONS_WRITING =
      key(
          "functions.writing",
          ValueTypes.globs(),
          "Functions that write: a SELECT that calls one is reported as unmirrored.");
  static final Key<Globs> FUNCTIONS_PURE =
      key(
          "functions.pure",
          ValueTypes.globs(),
          "Functions that neither write nor differ from call to call.");
  static final Key<Globs> PROCEDURES_MIRROR =
      key(
          "procedures.mirror",
          ValueTypes.globs(),
          "Procedures that both databases have and that may be called on both.");

  static final Key<Double> CHECK_PERCENT =
      key(
          "check.percent",
          ValueTypes.percent(),
          "1",
          "How many of the written rows are compared some seconds after their commit; 0 for none.");

  static final Key<Path> DIVERGENCE_LOG =
      key(
          "divergence.log",
          ValueTypes.path("a file"),
          "dualwrite-divergence.jsonl",
          "The divergence log, JSON Lines.");
  static final Key<Long> DIVERGENCE_MAX_SIZE =
      key(
          "divergence.max-size",
          ValueTypes.size(4096),
          "10MB",
          "The size at which the divergence log is rotated.");
  static final Key<Integer> DIVERGENCE_MAX_FILES =
      key(
          "divergence.max-files",
          ValueTypes.count(1),
          "10",
          "The files that are kept, the current one included; the oldest is deleted.");
  static final Key<LoggedValues> DIVERGENCE_VALUES =
      key(
          "divergence.values",
          ValueTypes.choice(LoggedValues.class),
          "keys",
          "The values of your data that the divergence log may hold: keys, all of them, or none.");

  static final Key<Path> STATE_DIR =
      key(
          "state.dir",
          ValueTypes.path("a folder"),
          "dualwrite-state",
          "The folder of the agent's durable state.");
  static final Key<SyncMode> STATE_SYNC =
      key(
          "state.sync",
          ValueTypes.choice(SyncMode.class),
          "disk",
          "Whether a commit's keys have to be on the disk, or with the operating system.");
  static final Key<OnConfigError> ON_CONFIG_ERROR =
      key(
          "on-config-error",
          ValueTypes.choice(OnConfigError.class),
          "continue",
          "With a wrong configuration: start the application without mirroring, or not at all.");
  static final Key<String> INSTANCE =
      key(
          "instance",
          ValueTypes.text("any text"),
          "The name of this process in the divergence log; its host and process id if absent.");

  static final Key<Globs> DRIVERS_INCLUDE =
      key(
          "drivers.include",
          ValueTypes.globs(),
          "Further JDBC driver classes to hook, by class name.");
  static final Key<Long> STREAM_MEMORY =
      key(
          "capture.stream-memory",
          ValueTypes.size(0),
          "1MB",
          "How much of a bound stream is kept in memory before it goes to a temporary file.");
  static final Key<Long> STREAM_MAX =
      key(
          "capture.stream-max",
          ValueTypes.size(0),
          "64MB",
          "The longest bound stream that is copied; a longer one is reported as unmirrored.");
  static final Key<Integer> TRANSACTION_MAX_KEYS =
      key(
          "transaction.max-keys",
          ValueTypes.count(1),
          "10000",
          "The keys that a transaction remembers; beyond it, its tables are to be verified.");
  static final Key<Integer> BREAKER_FAILURES =
      key(
          "breaker.failures",
          ValueTypes.count(1),
          "3",
          "The connection failures in a row after which the other database is left alone.");
  static final Key<Duration> BREAKER_DELAY =
      key(
          "breaker.delay",
          ValueTypes.duration(),
          "5s",
          "How long it is left alone before the next attempt.");

  static final Key<String> LOG =
      key("log", ValueTypes.stderrOrFile(), "stderr", "Where the agent's own messages go.");
  static final Key<LogLevel> LOG_LEVEL =
      key(
          "log.level",
          ValueTypes.choice(LogLevel.class),
          "warn",
          "The least severe message that is written.");

  /** All keys, in the order of the documentation. */
  static final List<Key<?>> ALL = Collections.unmodifiableList(DECLARED);

  private Keys() {}

  private static <T> Key<T> key(String name, ValueType<T> type, String doc) {
    return declare(new Key<>("dualwrite." + name, type, Optional.empty(), doc));
  }

  private static <T> Key<T> key(String name, ValueType<T> type, String defaultText, String doc) {
    return declare(new Key<>("dualwrite." + name, type, Optional.of(defaultText), doc));
  }

  private static <T> Key<T> declare(Key<T> key) {
    DECLARED.add(key);
    return key;
  }
}
