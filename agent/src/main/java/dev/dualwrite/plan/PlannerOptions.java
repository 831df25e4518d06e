package dev.dualwrite.plan;

import dev.dualwrite.config.DdlMode;
import dev.dualwrite.config.Globs;
import dev.dualwrite.config.Settings;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.phase.Side;

/** What the configuration tells of functions, procedures and DDL. */
public final class PlannerOptions {
  private final Globs functionsVolatile;
  private final Globs functionsWriting;
  private final Globs functionsPure;
  private final Globs proceduresMirror;
  private final DdlMode ddl;
  private final Mapping mapping;

  PlannerOptions(
      Globs functionsVolatile,
      Globs functionsWriting,
      Globs functionsPure,
      Globs proceduresMirror,
      DdlMode ddl,
      Mapping mapping) {
    this.functionsVolatile = functionsVolatile;
    this.functionsWriting = functionsWriting;
    this.functionsPure = functionsPure;
    this.proceduresMirror = proceduresMirror;
    this.ddl = ddl;
    this.mapping = mapping;
  }

  /** Returns options that name no function or procedure, and leave DDL alone. */
  public static PlannerOptions defaults() {
    return new PlannerOptions(
        Globs.none(), Globs.none(), Globs.none(), Globs.none(), DdlMode.LOG, Mapping.none());
  }

  /** Returns what the settings say of writes that go to the given side first. */
  public static PlannerOptions of(Settings settings, Side primary) {
    return new PlannerOptions(
        settings.functionsVolatile(),
        settings.functionsWriting(),
        settings.functionsPure(),
        settings.proceduresMirror(),
        settings.ddl(),
        settings.mapping().from(primary));
  }

  /** Functions that return another value each time. */
  Globs functionsVolatile() {
    return functionsVolatile;
  }

  /** Functions that write rows. */
  Globs functionsWriting() {
    return functionsWriting;
  }

  /** Functions that neither write nor vary. */
  Globs functionsPure() {
    return functionsPure;
  }

  /** Procedures that are called on the twin as well. */
  Globs proceduresMirror() {
    return proceduresMirror;
  }

  /** What the secondary calls or holds otherwise. */
  Mapping mapping() {
    return mapping;
  }

  /** Whether DDL runs on the twin as well. */
  boolean mirrorDdl() {
    return ddl == DdlMode.MIRROR;
  }
}
