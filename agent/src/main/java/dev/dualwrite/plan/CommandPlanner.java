package dev.dualwrite.plan;

import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.TableName;
import java.util.Locale;
import java.util.Optional;

/** Plans what is neither a query nor a change of rows by the words that it starts with. */
final class CommandPlanner {
  private static final WordSet READS =
      WordSet.of("show", "describe", "desc", "help", "fetch", "move", "close", "handler");

  private static final WordSet DDL =
      WordSet.of(
          "create",
          "alter",
          "drop",
          "rename",
          "comment",
          "grant",
          "revoke",
          "refresh",
          "purge",
          "security",
          "reassign");

  private static final WordSet SESSION =
      WordSet.of("set", "use", "reset", "discard", "pragma", "prepare", "deallocate");

  /** These change no rows that a query could see. */
  private static final WordSet MAINTENANCE =
      WordSet.of(
          "vacuum",
          "optimize",
          "cluster",
          "checkpoint",
          "reindex",
          "flush",
          "repair",
          "check",
          "checksum",
          "kill",
          "listen",
          "unlisten",
          "notify",
          "lock",
          "unlock",
          "shutdown",
          "backup",
          "script",
          "cache",
          "print",
          "waitfor");

  /** What commits, where DDL does; LOCK TABLES is MySQL's, LOCK TABLE others'. */
  private static final WordSet COMMITTING_MAINTENANCE =
      WordSet.of("optimize", "flush", "repair", "check", "cache");

  private final PlannerContext context;
  private final SqlTokens tokens;
  private final Namespace namespace;

  CommandPlanner(PlannerContext context, SqlTokens tokens, Namespace namespace) {
    this.context = context;
    this.tokens = tokens;
    this.namespace = namespace;
  }

  Plan plan() {
    if (tokens.isAny(0, SESSION)) {
      return session();
    }
    if (tokens.isAny(0, DDL)) {
      return ddl();
    }
    if (tokens.is(0, "TRUNCATE")) {
      return new TruncatePlanner(new Draft(context, tokens, namespace, StatementKind.TRUNCATE))
          .plan();
    }
    if (tokens.isAny(0, READS)) {
      return Plan.read();
    }
    if (tokens.is(0, "EXPLAIN") || tokens.is(0, "ANALYZE") || tokens.is(0, "ANALYSE")) {
      return analysis();
    }
    if (tokens.isAny(0, MAINTENANCE)) {
      return maintenance();
    }
    return load();
  }

  private Plan session() {
    if (tokens.is(1, "GLOBAL") || tokens.is(1, "PERSIST")) {
      return maintenance();
    }
    if (tokens.is(0, "SET") && tokens.is(1, "PASSWORD")) {
      return ddl();
    }
    boolean changes =
        context.primary().session().changesSession(tokens.sql()) || tokens.executableComments();
    return builder(StatementKind.SESSION).changesSession(changes).build();
  }

  private Plan ddl() {
    if (tokens.are(0, "ALTER", "SESSION")) {
      return builder(StatementKind.SESSION).changesSession(true).build();
    }
    PlanBuilder plan = builder(StatementKind.DDL).commitsImplicitly(commits());
    if (context.options().mirrorDdl() && context.sameVendor() && !holdsQuery() && !namesMapped()) {
      return plan.strategy(Strategy.STATEMENT).build();
    }
    if (holdsQuery()) {
      plan.hazard(Hazard.INSERT_SELECT, "rows of a query");
    }
    if (!context.sameVendor()) {
      plan.hazard(Hazard.OTHER_VENDOR, "DDL of another dialect");
    }
    if (namesMapped()) {
      plan.hazard(Hazard.MAPPED, "it names what the mapping has the secondary call otherwise");
    }
    return plan.hazard(Hazard.SCHEMA_CHANGE, word(0) + " " + word(1))
        .strategy(Strategy.UNMIRRORED)
        .build();
  }

  /** Whether any of its names is one of the mapping's; better once too often. */
  private boolean namesMapped() {
    Mapping mapping = context.options().mapping();
    Names names = new Names(tokens, context.primary());
    for (int i = 0; !mapping.isEmpty() && i < tokens.count(); i++) {
      if (tokens.isName(i)) {
        TableName name = names.tableName(Range.of(i, i + 1));
        if (mapping.schema(name.name()).isPresent()
            || mapping.table(Optional.empty(), name.name()).isPresent()
            || mapping.isTaken(Optional.empty(), name.name())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean commits() {
    return tokens.is(1, "TEMPORARY")
        ? context.primary().temporaryTablesCommit()
        : context.primary().ddlCommitsImplicitly();
  }

  /** CREATE TABLE AS fills the table with what the query sees. */
  private boolean holdsQuery() {
    return tokens.is(0, "CREATE")
        && tokens.find(0, tokens.count(), "AS") > 0
        && tokens.find(0, tokens.count(), "TABLE") > 0;
  }

  /** EXPLAIN ANALYZE, and MariaDB's ANALYZE, run what they analyse. */
  private Plan analysis() {
    for (int i = 1; i < tokens.count(); i++) {
      if (tokens.isAny(i, Keywords.WRITING) && runs()) {
        return StatementPlanner.unparsable(tokens, word(0) + " may run the statement");
      }
    }
    return tokens.is(0, "EXPLAIN") ? Plan.read() : maintenance();
  }

  private boolean runs() {
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.is(i, "ANALYZE") || tokens.is(i, "ANALYSE")) {
        return true;
      }
    }
    return false;
  }

  private Plan maintenance() {
    boolean commits = tokens.isAny(0, COMMITTING_MAINTENANCE) || tokens.are(0, "LOCK", "TABLES");
    return builder(StatementKind.OTHER)
        .commitsImplicitly(commits && context.primary().ddlCommitsImplicitly())
        .build();
  }

  private Plan load() {
    if (tokens.is(0, "COPY")) {
      return copy();
    }
    boolean loads =
        tokens.are(0, "LOAD", "DATA")
            || tokens.are(0, "LOAD", "XML")
            || tokens.are(0, "BULK", "INSERT")
            || tokens.are(0, "IMPORT", "TABLE");
    if (loads) {
      return unmirrored(StatementKind.INSERT, Hazard.BULK_LOAD, word(0) + " " + word(1));
    }
    if (tokens.are(0, "IMPORT", "FOREIGN")) {
      return ddl();
    }
    return tokens.is(0, "LOAD")
        ? maintenance()
        : new CallPlanner(context, tokens, namespace).plan();
  }

  private Plan copy() {
    for (int i = 1; i < tokens.count(); i++) {
      boolean from = tokens.depth(i) == 0 && tokens.is(i, "FROM");
      if (from || (tokens.depth(i) > 0 && tokens.isAny(i, Keywords.WRITING))) {
        return unmirrored(StatementKind.INSERT, Hazard.BULK_LOAD, "COPY");
      }
    }
    return Plan.read();
  }

  private Plan unmirrored(StatementKind kind, Hazard hazard, String reason) {
    return builder(kind).hazard(hazard, reason).strategy(Strategy.UNMIRRORED).build();
  }

  private PlanBuilder builder(StatementKind kind) {
    return PlanBuilder.of(tokens, kind);
  }

  private String word(int token) {
    return tokens.text(token).toUpperCase(Locale.ROOT);
  }
}
