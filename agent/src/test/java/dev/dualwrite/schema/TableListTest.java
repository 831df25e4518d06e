package dev.dualwrite.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableListTest {

  private static List<TableName> tables(Vendor vendor, String... statements) throws SQLException {
    String url = vendor.newDatabase();
    try (Connection connection = DriverManager.getConnection(url)) {
      Sql.execute(connection, statements);
    }
    return new SchemaReader(vendor.dialect(), () -> DriverManager.getConnection(url)).tables();
  }

  private static List<String> names(List<TableName> tables) {
    return tables.stream().map(table -> table.name().toLowerCase(Locale.ROOT)).toList();
  }

  @ParameterizedTest
  @EnumSource
  void aTableComesAfterThoseThatItRefersTo(Vendor vendor) throws SQLException {
    List<TableName> tables =
        tables(
            vendor,
            "CREATE TABLE z (id int PRIMARY KEY)",
            "CREATE TABLE b (id int PRIMARY KEY, z int, FOREIGN KEY (z) REFERENCES z (id))",
            "CREATE TABLE a (id int PRIMARY KEY, b int, a int,"
                + " FOREIGN KEY (b) REFERENCES b (id), FOREIGN KEY (a) REFERENCES a (id))",
            "CREATE TABLE c (id int)",
            "CREATE VIEW v AS SELECT id FROM z",
            "CREATE SEQUENCE s");

    assertEquals(List.of("z", "b", "a", "c"), names(tables));
  }

  @ParameterizedTest
  @EnumSource
  void aCircleOfReferencesIsListedOnce(Vendor vendor) throws SQLException {
    List<TableName> tables =
        tables(
            vendor,
            "CREATE TABLE hen (id int PRIMARY KEY, egg int)",
            "CREATE TABLE egg (id int PRIMARY KEY, hen int, FOREIGN KEY (hen) REFERENCES hen (id))",
            "ALTER TABLE hen ADD FOREIGN KEY (egg) REFERENCES egg (id)");

    assertEquals(List.of("hen", "egg"), names(tables));
  }

  @ParameterizedTest
  @EnumSource
  void theirNamesFindTheirDescriptions(Vendor vendor) throws SQLException {
    String url = vendor.newDatabase();
    try (Connection connection = DriverManager.getConnection(url)) {
      Sql.execute(connection, "CREATE TABLE one (id int PRIMARY KEY)");
    }
    SchemaReader reader =
        new SchemaReader(vendor.dialect(), () -> DriverManager.getConnection(url));

    TableName listed = reader.tables().get(0);

    assertEquals(listed, reader.table(listed, Namespace.unknown()).orElseThrow().name());
  }

  @Test
  void aPartitionIsNoTableOfItsOwn() throws SQLException {
    List<TableName> tables =
        tables(
            Vendor.POSTGRES,
            "CREATE TABLE event (id int PRIMARY KEY) PARTITION BY RANGE (id)",
            "CREATE TABLE event_low PARTITION OF event FOR VALUES FROM (0) TO (100)",
            "CREATE SCHEMA other CREATE TABLE elsewhere (id int)");

    assertEquals(List.of("event"), names(tables));
  }
}
