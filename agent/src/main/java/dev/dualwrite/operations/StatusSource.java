package dev.dualwrite.operations;

/** One part of the agent that has figures for the status. */
@FunctionalInterface
public interface StatusSource {

  /** Puts what it knows now into a status; waits for nothing, and asks no database. */
  void describe(Status.Builder status);
}
