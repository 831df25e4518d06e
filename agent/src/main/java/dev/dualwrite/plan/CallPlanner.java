package dev.dualwrite.plan;

import dev.dualwrite.config.Globs;
import dev.dualwrite.plan.SqlScanner.Kind;
import dev.dualwrite.schema.Namespace;
import java.util.Optional;

/** Plans calls of procedures, blocks of code, and what isn't known at all. */
final class CallPlanner {
  private final PlannerContext context;
  private final SqlTokens tokens;
  private final Namespace namespace;

  CallPlanner(PlannerContext context, SqlTokens tokens, Namespace namespace) {
    this.context = context;
    this.tokens = tokens;
    this.namespace = namespace;
  }

  Plan plan() {
    int call = callWord();
    if (call >= 0) {
      return call(call + 1);
    }
    if (tokens.is(0, "DO") && !isBlock()) {
      return expressions();
    }
    if (tokens.is(0, "DECLARE") && tokens.find(0, tokens.count(), "CURSOR") > 0 && !holdsCode()) {
      return Plan.read();
    }
    if (tokens.is(0, "DO") || tokens.is(0, "DECLARE") || tokens.is(0, "BEGIN")) {
      return unmirrored(StatementKind.CALL, Hazard.PROCEDURE, "a block of code");
    }
    if (tokens.is(0, "EXECUTE") || tokens.is(0, "RUNSCRIPT")) {
      return unmirrored(StatementKind.CALL, Hazard.DYNAMIC_SQL, tokens.text(0));
    }
    return StatementPlanner.unparsable(tokens, "statements that start so aren't known");
  }

  /** Returns the word before the procedure's name: CALL p, EXEC p, {call p}, {?= call p}. */
  private int callWord() {
    int word = 0;
    if (tokens.isSymbol(0, '{')) {
      word = tokens.kind(1) == Kind.PARAMETER ? 3 : 1;
    }
    return tokens.is(word, "CALL") || tokens.is(word, "EXEC") ? word : -1;
  }

  private boolean isBlock() {
    return tokens.kind(1) == Kind.STRING || tokens.is(1, "LANGUAGE");
  }

  private boolean holdsCode() {
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.isSymbol(i, ';')) {
        return true;
      }
    }
    return false;
  }

  private Plan call(int name) {
    if (!tokens.isName(name) || tokens.are(name, "NEXT", "VALUE", "FOR")) {
      return expressions();
    }
    Names names = new Names(tokens, context.primary());
    int end = names.endOfName(name);
    String whole = tokens.slice(name, end);
    String last = tokens.text(end - 1);
    String qualifier = end - name > 2 ? tokens.text(end - 3) : "";
    Globs mirrored = context.options().proceduresMirror();
    if (mirrored.matches(whole) || mirrored.matches(last)) {
      return mirrored();
    }
    Optional<Hazard> hazard = context.functions().hazard(qualifier, last, namespace);
    boolean harmless =
        !hazard.isPresent()
            || (hazard.get() != Hazard.WRITING_FUNCTION
                && hazard.get() != Hazard.VOLATILE_FUNCTION);
    return harmless
        ? builder(StatementKind.CALL).build()
        : unmirrored(StatementKind.CALL, Hazard.PROCEDURE, "procedure " + whole);
  }

  private Plan mirrored() {
    return context.sameVendor()
        ? builder(StatementKind.CALL).strategy(Strategy.STATEMENT).build()
        : unmirrored(StatementKind.CALL, Hazard.OTHER_VENDOR, "a call of another dialect");
  }

  /** MySQL's DO and H2's CALL compute expressions. */
  private Plan expressions() {
    Draft draft = new Draft(context, tokens, namespace, StatementKind.CALL);
    new HazardScan(draft).scanForWritingCalls(Range.of(1, tokens.count()));
    return draft.hasHazards() ? draft.finish() : builder(StatementKind.CALL).build();
  }

  private Plan unmirrored(StatementKind kind, Hazard hazard, String reason) {
    return builder(kind).hazard(hazard, reason).strategy(Strategy.UNMIRRORED).build();
  }

  private PlanBuilder builder(StatementKind kind) {
    return PlanBuilder.of(tokens, kind);
  }
}
