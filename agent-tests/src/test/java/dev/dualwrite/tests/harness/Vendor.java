package dev.dualwrite.tests.harness;

/** The databases that the tests run against. */
public enum Vendor {
  POSTGRESQL,
  MARIADB,
  H2
}
