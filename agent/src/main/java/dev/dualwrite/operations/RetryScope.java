package dev.dualwrite.operations;

/** Which keys are tried again. */
public enum RetryScope {
  /** Those that are queued, without waiting for their time. */
  QUEUED,
  /** Those that were given up, too. */
  QUEUED_AND_PARKED
}
