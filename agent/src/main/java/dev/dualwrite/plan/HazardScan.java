package dev.dualwrite.plan;

import dev.dualwrite.plan.SqlScanner.Kind;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks through a run of tokens for whatever may have another value on the secondary: functions,
 * variables, sequences, queries.
 */
final class HazardScan {
  /** Texts that PostgreSQL takes for the current time where it expects a time. */
  private static final WordSet SPECIAL_TIMES =
      WordSet.of("'now'", "'today'", "'tomorrow'", "'yesterday'");

  private final Draft draft;
  private final SqlTokens tokens;

  HazardScan(Draft draft) {
    this.draft = draft;
    this.tokens = draft.tokens();
  }

  /** Adds the hazards of a range to the draft; the place is named in the reasons. */
  void scan(Range range, String place) {
    for (int i = range.from(); i < range.to(); i++) {
      switch (tokens.kind(i)) {
        case WORD:
          word(i, place);
          break;
        case QUOTED:
          if (isCalled(i)) {
            call(i, unquoted(i), place);
          }
          break;
        case VARIABLE:
          draft.hazard(Hazard.SESSION_VARIABLE, tokens.text(i) + tokens.text(i + 1) + place);
          break;
        case STRING:
          if (SPECIAL_TIMES.contains(tokens.text(i))) {
            draft.hazard(Hazard.CURRENT_TIME, tokens.text(i) + place);
          }
          break;
        case END:
        case NUMBER:
        case PARAMETER:
        case SYMBOL:
          break;
      }
    }
  }

  /** Adds only the functions of a range that may write. */
  void scanForWritingCalls(Range range) {
    Draft scratch = draft.scratch();
    for (int i = range.from(); i < range.to(); i++) {
      Range one = Range.of(i, i + 1);
      if (tokens.isName(i) && isCalled(i) && scratch.hasHazard(one, Hazard.WRITING_FUNCTION)) {
        draft.hazard(
            Hazard.WRITING_FUNCTION, unquoted(i).toLowerCase(Locale.ROOT) + "() may write");
      }
    }
  }

  private void word(int token, String place) {
    if (isCalled(token)) {
      if (!tokens.isAny(token, Keywords.BEFORE_BRACKET) || isQualified(token)) {
        call(token, tokens.text(token), place);
      }
      return;
    }
    if (tokens.is(token, "SELECT") || tokens.is(token, "TABLE")) {
      draft.hazard(Hazard.SUBQUERY, "a query" + place);
    } else if (isSequence(token)) {
      draft.hazard(Hazard.SEQUENCE, "a sequence" + place);
    } else if (variesWithoutBrackets(token)) {
      draft.hazard(Functions.kindOf(tokens.text(token)), tokens.text(token) + place);
    }
  }

  private boolean isCalled(int token) {
    return tokens.isSymbol(token + 1, '(');
  }

  /** A qualified name before a bracket is a function's, even if it is spelled like a keyword. */
  private boolean isQualified(int token) {
    return tokens.isSymbol(token - 1, '.');
  }

  private void call(int token, String name, String place) {
    if (isTypeOrAlias(token)) {
      return;
    }
    String qualifier = isQualified(token) ? unquoted(token - 2) : "";
    Functions functions = draft.context().functions();
    Optional<Hazard> hazard =
        qualifier.isEmpty() && tokens.isAny(token, Keywords.ALSO_NAMES)
            ? functions.hazardOfName(name, draft.namespace())
            : functions.hazard(qualifier, name, draft.namespace());
    hazard.ifPresent(found -> draft.hazard(found, name.toLowerCase(Locale.ROOT) + "()" + place));
  }

  /** CAST(x AS type(n)), x::type(n) and (…) alias(columns) aren't calls. */
  private boolean isTypeOrAlias(int token) {
    return tokens.is(token - 1, "AS")
        || tokens.isSymbol(token - 1, ')')
        || tokens.isOperator(token - 2, "::");
  }

  private boolean isSequence(int token) {
    return tokens.are(token, "NEXT", "VALUE", "FOR")
        || tokens.are(token, "PREVIOUS", "VALUE", "FOR")
        || (tokens.isSymbol(token - 1, '.')
            && (tokens.is(token, "NEXTVAL") || tokens.is(token, "CURRVAL")));
  }

  private boolean variesWithoutBrackets(int token) {
    return !tokens.isSymbol(token - 1, '.')
        && draft.context().functions().variesWithoutBrackets(tokens.text(token))
        && !draft.isColumn(tokens.text(token));
  }

  private String unquoted(int token) {
    String text = tokens.text(token);
    return tokens.kind(token) == Kind.QUOTED ? text.substring(1, text.length() - 1) : text;
  }
}
