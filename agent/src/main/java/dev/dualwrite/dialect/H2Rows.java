package dev.dualwrite.dialect;

import java.util.Optional;

/** Rows of H2. */
final class H2Rows extends RowStatements {

  H2Rows(Dialect dialect) {
    super(dialect);
  }

  /** MERGE can't override an identity that is always generated. */
  @Override
  public Optional<String> upsert(RowShape shape, int rows) {
    if (shape.keyRole() == RowShape.KeyRole.UNCERTAIN || shape.overridesIdentity()) {
      return Optional.empty();
    }
    return Optional.of(
        "MERGE INTO "
            + shape.table()
            + " ("
            + quoteAll(shape.columns())
            + ") KEY ("
            + quoteAll(shape.key())
            + ") VALUES "
            + values(shape, rows));
  }
}
