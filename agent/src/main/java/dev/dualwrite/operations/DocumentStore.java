package dev.dualwrite.operations;

/** Where the last status and audit are kept for after the application's end. */
@FunctionalInterface
public interface DocumentStore {
  /** The name of the last status. */
  String STATUS = "status";

  /** The name of the last audit. */
  String AUDIT = "audit";

  /** Keeps a document in place of the one of this name; doesn't wait for the disk. */
  void put(String name, String json);
}
