package dev.dualwrite.dialect;

import dev.dualwrite.dialect.ErrorCodes.Kind;

/** The error codes of the vendors that have no dialect of their own. */
final class GenericErrors {

  private GenericErrors() {}

  static ErrorCodes of(GenericVendor vendor) {
    ErrorCodes standard = ErrorCodes.standard();
    switch (vendor) {
      case HSQLDB:
        return standard.states(Kind.UNKNOWN_OBJECT, "42501").states(Kind.FOREIGN_KEY, "23504");
      case DERBY:
        return standard.states(Kind.UNKNOWN_OBJECT, "42X04", "42X05", "42X14");
      case SQLITE:
        return sqlite(standard);
      case SQL_SERVER:
        return standard
            .codes(Kind.DUPLICATE_KEY, 2601, 2627)
            .codes(Kind.UNKNOWN_OBJECT, 207, 208)
            .codes(Kind.CONFLICT, 1205, 1222, 3960)
            .codes(Kind.READ_ONLY, 3906)
            .codes(Kind.EXHAUSTED, 1105, 9002);
      case ORACLE:
        return standard
            .codes(Kind.CONNECTION_FAILURE, 28, 1033, 1089, 3113, 3114, 12541, 17002, 17008, 17410)
            .codes(Kind.DUPLICATE_KEY, 1)
            .codes(Kind.UNKNOWN_OBJECT, 904, 942)
            .codes(Kind.CONFLICT, 54, 60, 8177, 30006)
            .codes(Kind.READ_ONLY, 1456, 16000)
            .codes(Kind.FOREIGN_KEY, 2291, 2292)
            .codes(Kind.CANCELED, 1013)
            .codes(Kind.EXHAUSTED, 257, 1536, 1652, 1653);
      case DB2:
        return standard
            .codes(Kind.CONNECTION_FAILURE, -4499)
            .states(Kind.UNKNOWN_OBJECT, "42703", "42704")
            .states(Kind.CONFLICT, "57033")
            .states(Kind.EXHAUSTED, "57011");
      case UNKNOWN:
        return standard;
    }
    throw new AssertionError(vendor);
  }

  /**
   * sqlite-jdbc 3.50 gives no SQLState and one code for all constraints, most often a unique one.
   */
  private static ErrorCodes sqlite(ErrorCodes standard) {
    return standard
        .codes(Kind.DUPLICATE_KEY, 19)
        .codes(Kind.CONFLICT, 5, 6)
        .codes(Kind.READ_ONLY, 8);
  }
}
