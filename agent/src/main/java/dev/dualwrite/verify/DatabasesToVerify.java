package dev.dualwrite.verify;

import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;

/** The two databases in their roles. */
public final class DatabasesToVerify {
  private final VerifiedDatabase primary;
  private final VerifiedDatabase secondary;
  private final Secondary counterparts;

  /** Creates the pair; nothing is opened yet. */
  public DatabasesToVerify(VerifiedDatabase primary, VerifiedDatabase secondary) {
    this.primary = primary;
    this.secondary = secondary;
    this.counterparts =
        new Secondary(
            secondary.dialect(),
            secondary.schema(),
            primary.dialect(),
            () -> primary.schema().home());
  }

  /** Returns the authoritative one. */
  public VerifiedDatabase primary() {
    return primary;
  }

  /** Returns the one that follows. */
  public VerifiedDatabase secondary() {
    return secondary;
  }

  /** Returns the secondary's tables as seen from the primary. */
  public Secondary counterparts() {
    return counterparts;
  }

  TableDescription requireTable(TableName table) throws NotVerifiableException {
    return primary
        .schema()
        .table(table, Namespace.unknown())
        .orElseThrow(
            () ->
                new NotVerifiableException(
                    primary + " has no table " + table + ", or it can't be looked up there"));
  }

  TableDescription requireCounterpart(TableDescription table) throws NotVerifiableException {
    return counterparts
        .table(table)
        .orElseThrow(
            () ->
                new NotVerifiableException(
                    secondary
                        + " has no table "
                        + table.name().name()
                        + ", or it can't be looked up there; make it, or leave it out by"
                        + " dualwrite.tables.exclude"));
  }
}
