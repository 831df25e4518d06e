package dev.dualwrite.plan;

import java.util.List;

/** What the configuration tells of functions, procedures and DDL; names are globs, in any case. */
public final class PlannerOptions {
  private final List<String> functionsVolatile;
  private final List<String> functionsWriting;
  private final List<String> functionsPure;
  private final List<String> proceduresMirror;
  private final boolean mirrorDdl;

  private PlannerOptions(
      List<String> functionsVolatile,
      List<String> functionsWriting,
      List<String> functionsPure,
      List<String> proceduresMirror,
      boolean mirrorDdl) {
    this.functionsVolatile = List.copyOf(functionsVolatile);
    this.functionsWriting = List.copyOf(functionsWriting);
    this.functionsPure = List.copyOf(functionsPure);
    this.proceduresMirror = List.copyOf(proceduresMirror);
    this.mirrorDdl = mirrorDdl;
  }

  /** Returns options that name no function or procedure, and leave DDL alone. */
  public static PlannerOptions defaults() {
    return new PlannerOptions(List.of(), List.of(), List.of(), List.of(), false);
  }

  /** Returns these options with functions that return another value each time. */
  public PlannerOptions withFunctionsVolatile(List<String> globs) {
    return new PlannerOptions(globs, functionsWriting, functionsPure, proceduresMirror, mirrorDdl);
  }

  /** Returns these options with functions that write rows. */
  public PlannerOptions withFunctionsWriting(List<String> globs) {
    return new PlannerOptions(functionsVolatile, globs, functionsPure, proceduresMirror, mirrorDdl);
  }

  /** Returns these options with functions that neither write nor vary. */
  public PlannerOptions withFunctionsPure(List<String> globs) {
    return new PlannerOptions(
        functionsVolatile, functionsWriting, globs, proceduresMirror, mirrorDdl);
  }

  /** Returns these options with procedures that are called on the twin as well. */
  public PlannerOptions withProceduresMirror(List<String> globs) {
    return new PlannerOptions(functionsVolatile, functionsWriting, functionsPure, globs, mirrorDdl);
  }

  /** Returns these options with DDL run on the twin as well, or not. */
  public PlannerOptions withMirrorDdl(boolean mirrored) {
    return new PlannerOptions(
        functionsVolatile, functionsWriting, functionsPure, proceduresMirror, mirrored);
  }

  List<String> functionsVolatile() {
    return functionsVolatile;
  }

  List<String> functionsWriting() {
    return functionsWriting;
  }

  List<String> functionsPure() {
    return functionsPure;
  }

  List<String> proceduresMirror() {
    return proceduresMirror;
  }

  boolean mirrorDdl() {
    return mirrorDdl;
  }
}
