package dev.dualwrite.verify;

import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.mapping.MappingProblem;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.util.List;

/** The two databases in their roles. */
public final class DatabasesToVerify {
  private final VerifiedDatabase primary;
  private final VerifiedDatabase secondary;
  private final Secondary counterparts;

  /**
   * Creates the pair; nothing is opened yet.
   *
   * @param mapping what new calls or holds otherwise than old
   */
  public DatabasesToVerify(VerifiedDatabase primary, VerifiedDatabase secondary, Mapping mapping) {
    this.primary = primary;
    this.secondary = secondary;
    this.counterparts =
        new Secondary(
            secondary.dialect(),
            secondary.schema(),
            primary.dialect(),
            () -> primary.schema().home(),
            mapping.from(primary.side()));
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
    TableDescription counterpart = counterpart(table);
    List<MappingProblem> problems = counterparts.problems(table, counterpart);
    if (!problems.isEmpty()) {
      throw new NotVerifiableException(Secondary.text(problems));
    }
    return counterpart;
  }

  private TableDescription counterpart(TableDescription table) throws NotVerifiableException {
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
