package dev.dualwrite.config;

import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.phase.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration as it was loaded and found valid. */
public final class Settings {
  private final Map<Key<?>, Object> values;
  private final Mapping mapping;

  Settings(Map<Key<?>, Object> values, Mapping mapping) {
    this.values = Map.copyOf(values);
    this.mapping = mapping;
  }

  /**
   * The settings of the given keys and texts alone: no file, system property or variable is read.
   *
   * @throws ConfigurationException naming everything that is wrong with them
   */
  public static Settings of(Map<String, String> texts) throws ConfigurationException {
    return SettingsLoader.isolated().load(texts);
  }

  /** These settings with another phase. */
  public Settings inPhase(Phase phase) {
    Map<Key<?>, Object> changed = new HashMap<>(values);
    changed.put(Keys.PHASE, phase);
    return new Settings(changed, mapping);
  }

  /** The stage of the migration, as it was configured. */
  public Phase phase() {
    return required(Keys.PHASE);
  }

  /** The database that the application comes from. */
  public Endpoint oldDatabase() {
    return new Endpoint(
        required(Keys.OLD_URL),
        optional(Keys.OLD_USERNAME),
        optional(Keys.OLD_PASSWORD),
        optional(Keys.OLD_DRIVER_PATH).orElse(List.of()),
        optional(Keys.OLD_DRIVER_CLASS));
  }

  /** The database that the application goes to; absent only in {@code old-only}. */
  public Optional<Endpoint> newDatabase() {
    return optional(Keys.NEW_URL)
        .map(
            url ->
                new Endpoint(
                    url,
                    optional(Keys.NEW_USERNAME),
                    optional(Keys.NEW_PASSWORD),
                    optional(Keys.NEW_DRIVER_PATH).orElse(List.of()),
                    optional(Keys.NEW_DRIVER_CLASS)));
  }

  /** The tables that take part. */
  public TableFilter tables() {
    return new TableFilter(required(Keys.TABLES_INCLUDE), globs(Keys.TABLES_EXCLUDE));
  }

  /** What new calls or holds otherwise than old. */
  public Mapping mapping() {
    return mapping;
  }

  /** How a write reaches the secondary in time. */
  public MirrorMode mirror() {
    return required(Keys.MIRROR);
  }

  /** The longest that a commit waits for the secondary. */
  public Duration mirrorTimeout() {
    return required(Keys.MIRROR_TIMEOUT);
  }

  /** The longest that transactions wait to begin while authority moves. */
  public Duration phaseMaxPause() {
    return required(Keys.PHASE_MAX_PAUSE);
  }

  /** How a write outside of a transaction is mirrored. */
  public AutocommitMode autocommit() {
    return required(Keys.AUTOCOMMIT);
  }

  /** What is done with a statement that changes the schema. */
  public DdlMode ddl() {
    return required(Keys.DDL);
  }

  /** Functions whose result differs from call to call. */
  public Globs functionsVolatile() {
    return globs(Keys.FUNCTIONS_VOLATILE);
  }

  /** Functions that write. */
  public Globs functionsWriting() {
    return globs(Keys.FUNCTIONS_WRITING);
  }

  /** Functions that neither write nor differ from call to call. */
  public Globs functionsPure() {
    return globs(Keys.FUNCTIONS_PURE);
  }

  /** Procedures that may be called on both databases. */
  public Globs proceduresMirror() {
    return globs(Keys.PROCEDURES_MIRROR);
  }

  /** The current file of the divergence log. */
  public Path divergenceLog() {
    return required(Keys.DIVERGENCE_LOG);
  }

  /** The size in bytes at which the divergence log is rotated. */
  public long divergenceMaxSize() {
    return required(Keys.DIVERGENCE_MAX_SIZE);
  }

  /** The number of divergence log files that are kept, the current one included. */
  public int divergenceMaxFiles() {
    return required(Keys.DIVERGENCE_MAX_FILES);
  }

  /** Which values of the application's data the divergence log may hold. */
  public LoggedValues divergenceValues() {
    return required(Keys.DIVERGENCE_VALUES);
  }

  /** The folder of the agent's durable state. */
  public Path stateDir() {
    return required(Keys.STATE_DIR);
  }

  /** When what is written there counts as durable. */
  public SyncMode stateSync() {
    return required(Keys.STATE_SYNC);
  }

  /** What happens to the application when the configuration is wrong. */
  public OnConfigError onConfigError() {
    return required(Keys.ON_CONFIG_ERROR);
  }

  /** The name of this process in the divergence log. */
  public String instance() {
    return required(Keys.INSTANCE);
  }

  /** Further driver classes to hook. */
  public Globs driversInclude() {
    return globs(Keys.DRIVERS_INCLUDE);
  }

  /** The bytes of a bound stream that are kept in memory. */
  public long streamMemory() {
    return required(Keys.STREAM_MEMORY);
  }

  /** The length in bytes of the longest bound stream that is copied. */
  public long streamMax() {
    return required(Keys.STREAM_MAX);
  }

  /** The number of keys that a transaction remembers. */
  public int transactionMaxKeys() {
    return required(Keys.TRANSACTION_MAX_KEYS);
  }

  /** The number of connection failures in a row that open the circuit breaker. */
  public int breakerFailures() {
    return required(Keys.BREAKER_FAILURES);
  }

  /** How long an open circuit breaker stays open before the next attempt. */
  public Duration breakerDelay() {
    return required(Keys.BREAKER_DELAY);
  }

  /** How many hundredths of the written keys are checked; 0 to 100. */
  public double checkPercent() {
    return required(Keys.CHECK_PERCENT);
  }

  /** Where the agent's own messages go: {@code stderr} or the path of a file. */
  public String log() {
    return required(Keys.LOG);
  }

  /** The least severe message that the agent writes. */
  public LogLevel logLevel() {
    return required(Keys.LOG_LEVEL);
  }

  @Override
  public String toString() {
    return "phase "
        + phase()
        + ", old "
        + oldDatabase()
        + newDatabase().map(n -> ", new " + n).orElse("");
  }

  private Globs globs(Key<Globs> key) {
    return optional(key).orElse(Globs.none());
  }

  private <T> T required(Key<T> key) {
    return optional(key)
        .orElseThrow(() -> new IllegalStateException(key + " has neither a value nor a default"));
  }

  @SuppressWarnings("unchecked") // The loader puts in what the key's own type has parsed.
  private <T> Optional<T> optional(Key<T> key) {
    return Optional.ofNullable((T) values.get(key));
  }
}
