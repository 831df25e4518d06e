package dev.dualwrite.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.Schema;
import dev.dualwrite.schema.TableName;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides per SQL text how its writes reach the secondary; safe for use by several threads.
 *
 * <p>Plans are remembered by text. At the bound those go that are used least often, and texts that
 * never come again don't push out those that do.
 */
public final class Planner {
  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

  static final String WARM_UP = "UPDATE t SET a = ? WHERE id = ?";

  /** How much is remembered, in plans of ordinary length. */
  private static final long MAXIMUM_PLANS = 2000;

  /** How many characters count as one more plan. */
  private static final int CHARACTERS_PER_PLAN = 2000;

  /** What others may do to a table's defaults or triggers is seen after that time. */
  private static final Duration LIFE = Duration.ofMinutes(10);

  /** A table that isn't known may be created, or its database answer again. */
  private static final Duration LIFE_OF_UNKNOWN = Duration.ofSeconds(5);

  private final StatementPlanner statements;
  private final ReadRecogniser reads;
  private final Schema schema;
  private final Cache<CacheKey, Plan> plans;
  private final AtomicInteger generation = new AtomicInteger();

  /**
   * Makes a planner for writes that go to the primary first.
   *
   * @param secondary the same dialect as the primary's where the secondary isn't known yet
   * @param schema the primary's; {@link Schema#unknown()} where it can't be asked
   */
  public Planner(Dialect primary, Dialect secondary, Schema schema, PlannerOptions options) {
    this(primary, secondary, schema, options, Ticker.systemTicker());
  }

  Planner(
      Dialect primary, Dialect secondary, Schema schema, PlannerOptions options, Ticker ticker) {
    PlannerContext context = new PlannerContext(primary, secondary, schema, options);
    this.statements = new StatementPlanner(context);
    this.reads = new ReadRecogniser(primary.lexing(), context.functions().harmlessToRead());
    this.schema = schema;
    this.plans =
        Caffeine.newBuilder()
            .maximumWeight(MAXIMUM_PLANS)
            .weigher((CacheKey key, Plan plan) -> 1 + key.sql.length() / CHARACTERS_PER_PLAN)
            .expireAfter(Expiry.creating((CacheKey key, Plan plan) -> life(plan)))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  private static Duration life(Plan plan) {
    boolean unknown =
        plan.hazards().contains(Hazard.UNKNOWN_TABLE)
            || plan.hazards().contains(Hazard.UNSEEN_TABLE)
            || plan.hazards().contains(Hazard.UNKNOWN_COLUMN)
            || plan.hazards().contains(Hazard.WRITING_FUNCTION);
    return unknown ? LIFE_OF_UNKNOWN : LIFE;
  }

  /**
   * Returns the plan of a text; throws nothing, whatever the text. The first plan for a table waits
   * for what the schema tells of it.
   */
  public Plan plan(String sql, Namespace namespace) {
    CacheKey key = new CacheKey(sql, namespace);
    Plan known = plans.getIfPresent(key);
    if (known != null) {
      return known;
    }
    // Not within the cache's own computation: it would hold a lock while the schema is asked.
    Plan plan = analyse(sql, namespace);
    plans.put(key, plan);
    return plan;
  }

  private Plan analyse(String sql, Namespace namespace) {
    if (reads.isPlainRead(sql)) {
      return Plan.read();
    }
    try {
      return statements.plan(sql, namespace);
    } catch (RuntimeException | StackOverflowError bug) {
      // Not the text, which may hold values; it is in the divergence log, as far as values may be.
      LOG.error("Could not plan a statement, so that it isn't mirrored", bug);
      return new PlanBuilder(sql, StatementKind.OTHER)
          .strategy(Strategy.UNMIRRORED)
          .hazard(Hazard.UNPARSABLE, "the planner failed: " + bug)
          .build();
    }
  }

  /** Forgets all plans, and what the schema remembers of the table, after it was found wrong. */
  public void forget(TableName table) {
    schema.forget(table);
    forgetAll();
  }

  /** Forgets all plans, after the schema was changed. */
  public void forgetAll() {
    plans.invalidateAll();
    generation.incrementAndGet();
  }

  /** Changes whenever a plan that somebody has kept should be asked for again. */
  public int generation() {
    return generation.get();
  }

  /** Has plans that somebody has kept asked for again, since they have a life here. */
  public void tick() {
    generation.incrementAndGet();
  }

  /**
   * Loads what the first plan of a write needs, by making one for a table that isn't there; takes
   * some 200 ms, so not on a busy thread.
   */
  public static void warmUp(Dialect primary, Dialect secondary, PlannerOptions options) {
    new Planner(primary, secondary, new ImaginarySchema(primary), options)
        .plan(WARM_UP, Namespace.unknown());
  }

  private static final class CacheKey {
    private final String sql;
    private final Namespace namespace;

    CacheKey(String sql, Namespace namespace) {
      this.sql = sql;
      this.namespace = namespace;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof CacheKey
          && sql.equals(((CacheKey) other).sql)
          && namespace.equals(((CacheKey) other).namespace);
    }

    @Override
    public int hashCode() {
      return sql.hashCode() * 31 + namespace.hashCode();
    }
  }
}
