package dev.dualwrite.mirror;

import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.ReadResult;
import dev.dualwrite.rows.RowReader;
import dev.dualwrite.rows.RowWriter;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.schema.TableDescription;
import java.sql.SQLException;
import java.util.List;

/** Copies rows by key within a transaction: read on the host, written on its twin. */
public final class RowCopy {
  private final RowReader reader;
  private final RowWriter writer;
  private final Secondary secondary;

  /** Copies from the reader's vendor to the secondary. */
  public RowCopy(RowReader reader, RowWriter writer, Secondary secondary) {
    this.reader = reader;
    this.writer = writer;
    this.secondary = secondary;
  }

  Secondary secondary() {
    return secondary;
  }

  /**
   * Reads the current rows of some keys inside the host's transaction, and returns the task that
   * makes the secondary hold the same.
   *
   * @param held keys of rows that the host's transaction holds locked, or has deleted
   * @param named keys of rows that it may have touched
   * @throws SQLException when the rows can't be read on the primary
   */
  TwinTask<Long> copy(HostReader host, TableDescription table, List<Key> held, List<Key> named)
      throws SQLException {
    ReadResult rows = host.ask(connection -> reader.readTouched(connection, table, held, named));
    return twin -> {
      TableDescription target = secondary.requireTable(table);
      writer.apply(twin.connection(), target, rows.present(), rows.absent());
      return Write.UNKNOWN_COUNT;
    };
  }
}
