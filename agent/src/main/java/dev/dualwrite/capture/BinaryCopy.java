package dev.dualwrite.capture;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.SQLException;

/** The bytes of a stream or BLOB. */
final class BinaryCopy implements CopiedValue {
  private final Spool spool;

  BinaryCopy(Spool spool) {
    this.spool = spool;
  }

  /** Reads all of a BLOB now, since its owner may free it. */
  static BinaryCopy of(Blob blob, Spool spool) throws SQLException {
    try (InputStream in = blob.getBinaryStream()) {
      byte[] buffer = new byte[8192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        spool.write(buffer, 0, count);
      }
      return new BinaryCopy(spool);
    } catch (IOException e) {
      throw new SQLException("the BLOB bound can't be read", e);
    }
  }

  @Override
  public Object open(Connection connection) throws SQLException {
    requireComplete(spool);
    return spool.open();
  }

  static void requireComplete(Spool spool) throws SQLException {
    if (!spool.complete()) {
      throw new SQLException(
          "a stream of "
              + spool.size()
              + " bytes or more was bound, which is beyond dualwrite.capture.stream-max or could not be kept in the temporary folder: raise the bound, or make room");
    }
  }
}
