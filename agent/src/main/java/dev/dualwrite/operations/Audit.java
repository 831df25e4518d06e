package dev.dualwrite.operations;

import dev.dualwrite.config.LoggedValues;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.divergence.OriginFinder;
import dev.dualwrite.migration.Migration;
import dev.dualwrite.plan.Hazard;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.plan.SqlMasker;
import dev.dualwrite.plan.StatementKind;
import dev.dualwrite.plan.Strategy;
import dev.dualwrite.plan.Tally;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects every text by which the application writes, with its plan and how often it is executed.
 *
 * <p>An execution costs one count in the text's {@link Tally}, which its plan holds. Texts that
 * differ only in their literals are one. There are at most 2,000 of them; what comes beyond is
 * counted together.
 */
public final class Audit {
  private static final Logger logger = LoggerFactory.getLogger(Audit.class);
  static final int MOST_TEXTS = 2_000;
  private static final int MOST_CHARACTERS = 2_000;
  private static final Tally NOT_COUNTED = () -> {};

  private final Settings settings;
  private final SqlMasker masker;
  private final Clock clock;
  private final Instant since;
  private final LongAdder further = new LongAdder();
  private final LongAdder furtherUnmirrored = new LongAdder();

  /** By the text without its literals, and by its plan; guarded by this. */
  private final Map<String, AuditedText> texts = new LinkedHashMap<>();

  /** Creates an empty audit; {@code clock} is that of the application. */
  public Audit(Settings settings, Clock clock) {
    this.settings = settings;
    this.masker = new SqlMasker(Dialects.forUrl(settings.oldDatabase().url()).lexing());
    this.clock = clock;
    this.since = clock.instant();
  }

  /** A statement that may write is executed now, by the calling thread. */
  public void executed(Migration migration, Plan plan) {
    Optional<Tally> known = plan.tally();
    (known.isPresent() ? known.get() : first(migration, plan)).count();
  }

  private Tally first(Migration migration, Plan plan) {
    Tally tally = NOT_COUNTED;
    try {
      if (writes(plan)) {
        tally = find(migration, plan);
      }
    } catch (RuntimeException bug) {
      // The write is about to be mirrored, which is worth more than its line in the audit.
      logger.error("Dualwrite's audit leaves a statement out", bug);
    }
    plan.tally(tally);
    return tally;
  }

  private static boolean writes(Plan plan) {
    return plan.strategy() != Strategy.NONE || plan.kind() == StatementKind.DDL;
  }

  /** An execution has something that can't be repeated, whatever its text. */
  public void hindered(Plan plan, String reason) {
    Optional<Tally> known = plan.tally();
    if (known.isPresent() && known.get() instanceof AuditedText) {
      ((AuditedText) known.get()).hinderedBy(reason);
    }
  }

  /** A write of which nothing is known but that it isn't mirrored is executed now. */
  public void unplanned(String sql, String reason) {
    named(sql + " " + reason, true, WriteText.unplanned(sql, reason)).count();
  }

  private Tally find(Migration migration, Plan plan) {
    String masked = masker.mask(plan.sql());
    String form = shortened(masked);
    String unknownTable = form + " of an unknown table";
    String key =
        isOfUnknownTable(plan)
            ? unknownTable
            : form + ' ' + plan.strategy() + plan.hazards() + plan.tableName();
    // Most plans that nobody has counted yet differ from earlier ones only in their literals.
    Optional<Tally> known = known(key);
    if (known.isPresent()) {
      return known.get();
    }
    String shown = settings.divergenceValues() == LoggedValues.ALL ? plan.sql() : masked;
    WriteText text = WriteText.of(plan, shortened(Secrets.mask(shown)), !migration.includes(plan));
    boolean unmirrored = text.unmirroredBecause().isPresent();
    return replan(unknownTable, key, text).orElseGet(() -> named(key, unmirrored, text));
  }

  private synchronized Optional<Tally> known(String key) {
    return Optional.ofNullable(texts.get(key));
  }

  private static boolean isOfUnknownTable(Plan plan) {
    return plan.hazards().contains(Hazard.UNKNOWN_TABLE)
        || plan.hazards().contains(Hazard.UNSEEN_TABLE)
        || plan.hazards().contains(Hazard.UNKNOWN_COLUMN);
  }

  /** A text that was planned before its table was known, or there, isn't shown twice. */
  private synchronized Optional<Tally> replan(String unknownTable, String key, WriteText text) {
    AuditedText before = texts.get(unknownTable);
    if (before == null || texts.containsKey(key)) {
      return Optional.empty();
    }
    texts.remove(unknownTable);
    AuditedText replanned = before.replanned(text);
    texts.put(key, replanned);
    return Optional.of(replanned);
  }

  private synchronized Tally named(String key, boolean unmirrored, WriteText text) {
    AuditedText known = texts.get(key);
    if (known != null) {
      return known;
    }
    if (texts.size() >= MOST_TEXTS) {
      return unmirrored ? this::countFurtherUnmirrored : further::increment;
    }
    AuditedText added = new AuditedText(text, clock.instant(), OriginFinder.ofThisCall());
    texts.put(key, added);
    return added;
  }

  private void countFurtherUnmirrored() {
    further.increment();
    furtherUnmirrored.increment();
  }

  /** A long text is known by its beginning, its length and a hash of the whole. */
  private static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS
        ? text
        : text.substring(0, MOST_CHARACTERS)
            + "… ("
            + text.length()
            + " characters, "
            + Integer.toHexString(text.hashCode())
            + ")";
  }

  /** The number of texts so far. */
  synchronized int size() {
    return texts.size();
  }

  /** Puts together what was executed so far. */
  public synchronized AuditReport report() {
    Instant now = clock.instant();
    List<AuditEntry> entries =
        texts.values().stream().map(text -> text.look(now)).collect(Collectors.toList());
    return new AuditReport(
        settings.instance(),
        since,
        now,
        plannedFor(),
        entries,
        further.sum(),
        furtherUnmirrored.sum());
  }

  private Optional<String> plannedFor() {
    return settings.newDatabase().isPresent()
        ? Optional.empty()
        : Optional.of("another database of the same vendor, since dualwrite.new.url isn't set");
  }
}
