package dev.dualwrite.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLXML;

/** The text of a {@link SQLXML}. */
final class XmlCopy implements CopiedValue {
  private final String text;

  XmlCopy(SQLXML xml) throws SQLException {
    this.text = xml.getString();
  }

  @Override
  public Object open(Connection connection) throws SQLException {
    SQLXML xml = connection.createSQLXML();
    xml.setString(text);
    return xml;
  }
}
