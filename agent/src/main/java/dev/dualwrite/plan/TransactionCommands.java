package dev.dualwrite.plan;

import java.util.Optional;

/** Recognises what a text does to the transaction, in the words of all vendors. */
final class TransactionCommands {

  private static final WordSet AFTER_BEGIN =
      WordSet.of(
          "transaction",
          "tran",
          "work",
          "isolation",
          "read",
          "deferrable",
          "not",
          "deferred",
          "immediate",
          "exclusive",
          "concurrent");

  private TransactionCommands() {}

  /** Returns the command that the text is; empty where it is none. */
  static Optional<TransactionCommand> recognise(SqlTokens tokens) {
    if (tokens.is(0, "BEGIN") || tokens.is(0, "START")) {
      return begin(tokens);
    }
    if (tokens.is(0, "COMMIT") || tokens.is(0, "END")) {
      return end(tokens, TransactionCommand.Type.COMMIT);
    }
    if (tokens.is(0, "ROLLBACK") || tokens.is(0, "ABORT")) {
      return rollback(tokens);
    }
    if (tokens.is(0, "SAVEPOINT")) {
      return named(tokens, 1, TransactionCommand.Type.SAVEPOINT);
    }
    if (tokens.is(0, "SAVE") && isTransaction(tokens, 1)) {
      return named(tokens, 2, TransactionCommand.Type.SAVEPOINT);
    }
    if (tokens.is(0, "RELEASE")) {
      return named(tokens, tokens.is(1, "SAVEPOINT") ? 2 : 1, TransactionCommand.Type.RELEASE);
    }
    if (tokens.is(0, "SET")) {
      return autocommit(tokens);
    }
    return twoPhase(tokens);
  }

  private static Optional<TransactionCommand> begin(SqlTokens tokens) {
    boolean begins = tokens.is(0, "START") ? tokens.is(1, "TRANSACTION") : begins(tokens, 0);
    return begins
        ? Optional.of(TransactionCommand.of(TransactionCommand.Type.BEGIN))
        : Optional.empty();
  }

  /** Tells whether a BEGIN starts a transaction: with anything else behind it starts a block. */
  static boolean begins(SqlTokens tokens, int begin) {
    return begin + 1 >= tokens.count()
        || tokens.isSymbol(begin + 1, ';')
        || tokens.isAny(begin + 1, AFTER_BEGIN);
  }

  private static boolean isTransaction(SqlTokens tokens, int token) {
    return tokens.is(token, "TRANSACTION") || tokens.is(token, "TRAN");
  }

  private static Optional<TransactionCommand> end(SqlTokens tokens, TransactionCommand.Type type) {
    if (tokens.is(1, "PREPARED")) {
      return named(tokens, 2, TransactionCommand.Type.PREPARED);
    }
    boolean chained = false;
    for (int i = 1; i < tokens.count(); i++) {
      chained |= tokens.is(i, "CHAIN") && !tokens.is(i - 1, "NO");
    }
    return Optional.of(chained ? TransactionCommand.chained(type) : TransactionCommand.of(type));
  }

  private static Optional<TransactionCommand> rollback(SqlTokens tokens) {
    int i = tokens.is(1, "WORK") || isTransaction(tokens, 1) ? 2 : 1;
    if (tokens.is(i, "TO")) {
      return named(
          tokens,
          tokens.is(i + 1, "SAVEPOINT") ? i + 2 : i + 1,
          TransactionCommand.Type.ROLLBACK_TO);
    }
    // SQL Server's ROLLBACK TRANSACTION name.
    return isTransaction(tokens, 1) && tokens.isName(2) && !tokens.is(2, "AND")
        ? named(tokens, 2, TransactionCommand.Type.ROLLBACK_TO)
        : end(tokens, TransactionCommand.Type.ROLLBACK);
  }

  private static Optional<TransactionCommand> named(
      SqlTokens tokens, int name, TransactionCommand.Type type) {
    return name < tokens.count()
        ? Optional.of(TransactionCommand.of(type, tokens.text(name)))
        : Optional.empty();
  }

  /** SET [SESSION | @@] autocommit [= | TO] value, perhaps followed by other settings. */
  private static Optional<TransactionCommand> autocommit(SqlTokens tokens) {
    for (int i = 1; i < tokens.count(); i++) {
      if (tokens.is(i, "AUTOCOMMIT")) {
        int value = i + 1;
        while (tokens.isSymbol(value, '=')
            || tokens.isSymbol(value, ':')
            || tokens.is(value, "TO")) {
          value++;
        }
        return Optional.of(
            TransactionCommand.of(
                isOff(tokens, value)
                    ? TransactionCommand.Type.AUTOCOMMIT_OFF
                    : TransactionCommand.Type.AUTOCOMMIT_ON));
      }
    }
    return Optional.empty();
  }

  private static boolean isOff(SqlTokens tokens, int value) {
    String text = tokens.text(value);
    return text.equals("0")
        || text.equalsIgnoreCase("off")
        || text.equalsIgnoreCase("'off'")
        || text.equalsIgnoreCase("false");
  }

  private static Optional<TransactionCommand> twoPhase(SqlTokens tokens) {
    if (tokens.is(0, "PREPARE") && (isTransaction(tokens, 1) || tokens.is(1, "COMMIT"))) {
      return named(tokens, tokens.count() > 2 ? 2 : 1, TransactionCommand.Type.PREPARED);
    }
    return tokens.is(0, "XA")
        ? named(tokens, 1, TransactionCommand.Type.PREPARED)
        : Optional.empty();
  }
}
