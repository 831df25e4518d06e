package dev.dualwrite.tests.harness;

/** A running server that holds any number of databases. */
interface DatabaseServer {
  String USER = "app";
  String PASSWORD = "Xk7-never-in-a-log";

  /** Makes an empty database. */
  Database create(String name) throws Exception;

  void stop() throws Exception;
}
