package dev.dualwrite.command;

import dev.dualwrite.phase.Phase;
import dev.dualwrite.verify.DatabasesToVerify;
import dev.dualwrite.verify.Difference;
import dev.dualwrite.verify.Strategy;
import dev.dualwrite.verify.TableResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The result of a verification, and what it comes to. */
final class VerifyReport {
  private final DatabasesToVerify databases;
  private final Strategy strategy;
  private final Phase phase;
  private final Instant begun;
  private final Instant ended;
  private final List<TableResult> tables;

  VerifyReport(
      DatabasesToVerify databases,
      Strategy strategy,
      Phase phase,
      Instant begun,
      Instant ended,
      List<TableResult> tables) {
    this.databases = databases;
    this.strategy = strategy;
    this.phase = phase;
    this.begun = begun;
    this.ended = ended;
    this.tables = List.copyOf(tables);
  }

  DatabasesToVerify databases() {
    return databases;
  }

  Strategy strategy() {
    return strategy;
  }

  Phase phase() {
    return phase;
  }

  Instant begun() {
    return begun;
  }

  Duration took() {
    return Duration.between(begun, ended);
  }

  List<TableResult> tables() {
    return tables;
  }

  long differences() {
    return tables.stream().mapToLong(TableResult::differences).sum();
  }

  /** The differences whose rows are known, in the tables' order. */
  List<Difference> named() {
    return tables.stream().flatMap(table -> table.named().stream()).collect(Collectors.toList());
  }

  /** The tables that could not be verified to their end. */
  List<TableResult> unproven() {
    return tables.stream()
        .filter(table -> table.failure().isPresent() || table.unsettled() > 0)
        .collect(Collectors.toList());
  }

  boolean clean() {
    return differences() == 0 && unproven().isEmpty();
  }

  /** What it comes to, in a sentence. */
  String verdict() {
    if (tables.isEmpty()) {
      return "There is no table to verify.";
    }
    String all = Words.counted(tables.size(), "table");
    if (clean()) {
      return equal() + ": no difference in " + all + ".";
    }
    long differing = tables.stream().filter(table -> table.differences() > 0).count();
    String unproven =
        unproven().isEmpty()
            ? ""
            : " " + Words.counted(unproven().size(), "table") + " could not be verified.";
    return differences() == 0
        ? "NOT VERIFIED:" + unproven
        : "NOT EQUAL: "
            + Words.counted(differences(), "difference")
            + " in "
            + differing
            + " of "
            + all
            + "."
            + unproven;
  }

  private String equal() {
    switch (strategy) {
      case COUNT:
        return "EQUAL NUMBERS OF ROWS";
      case SAMPLE:
        return "EQUAL IN THE SAMPLE";
      case CHECKSUM:
      case FULL:
        return "EQUAL";
    }
    throw new AssertionError(strategy);
  }

  int exitCode() {
    if (differences() > 0) {
      return ExitCode.DIFFERENCES;
    }
    return clean() ? ExitCode.CLEAN : ExitCode.FAILED;
  }
}
