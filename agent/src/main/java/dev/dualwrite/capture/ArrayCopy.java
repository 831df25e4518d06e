package dev.dualwrite.capture;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;

/** The elements of a {@link Array}. */
final class ArrayCopy implements CopiedValue {
  private final String typeName;
  private final Object[] elements;

  ArrayCopy(Array array) throws SQLException {
    this.typeName = array.getBaseTypeName();
    Object content = array.getArray();
    if (!(content instanceof Object[])) {
      throw new SQLException(
          "an array of " + typeName + " holds " + content.getClass() + ", expected objects");
    }
    this.elements = ((Object[]) content).clone();
  }

  @Override
  public Object open(Connection connection) throws SQLException {
    return connection.createArrayOf(typeName, elements);
  }
}
