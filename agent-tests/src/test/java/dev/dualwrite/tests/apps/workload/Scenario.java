package dev.dualwrite.tests.apps.workload;

/** A piece of the workload. */
interface Scenario {
  void run(Session session) throws Exception;
}
