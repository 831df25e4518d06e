package dev.dualwrite.config;

import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.mapping.MappingProblem;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is wrong with a mapping, as problems of the configuration. */
public final class MappingProblems {
  private MappingProblems() {}

  static Problem of(MappingProblem problem, Optional<RawValue> value) {
    String origin = value.map(raw -> " (Set in " + raw.origin() + ".)").orElse("");
    return Problem.of(problem.key(), problem.complaint() + origin, problem.remedy());
  }

  /** The error of a mapping that the databases' tables don't fulfil. */
  public static ConfigurationException unfulfilled(
      Settings settings, List<MappingProblem> problems) {
    return new ConfigurationException(
        "the mapping, against the tables of both databases",
        problems.stream().map(each -> of(each, Optional.empty())).collect(Collectors.toList()),
        settings.onConfigError());
  }

  /**
   * Requires that the application's SQL may be sent to the primary of a phase.
   *
   * @throws ConfigurationException where new is the primary and calls things otherwise than old
   */
  public static void requireRoutable(Settings settings, Phase phase) throws ConfigurationException {
    Optional<Problem> problem = ofPhase(settings.mapping(), phase);
    if (problem.isPresent()) {
      throw new ConfigurationException(
          "the mapping, in the phase that is in force",
          List.of(problem.get()),
          settings.onConfigError());
    }
  }

  static Optional<Problem> ofPhase(Mapping mapping, Phase phase) {
    if (phase == null || phase.primary() != Side.NEW || mapping.unroutable().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            Keys.PHASE.name(),
            "in "
                + phase
                + " the application's SQL runs on new, but the mapping has new call or hold"
                + " otherwise: "
                + String.join(", ", mapping.unroutable())
                + ".",
            "Stay in both-required, or have both databases call things alike and remove those keys;"
                + " docs/mapping.md says how to leave old."));
  }
}
