package dev.dualwrite.config;

/** When what the agent writes into its state counts as durable. */
public enum SyncMode {
  /** When the disk has it: it survives a power cut, and a commit waits for the disk. */
  DISK,
  /** When the operating system has it: it survives the process, not a power cut. */
  OS
}
