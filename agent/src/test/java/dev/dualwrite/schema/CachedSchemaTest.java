package dev.dualwrite.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.testing.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachedSchemaTest {
  private static final TableName ORDERS = TableName.of("ORDERS");

  private final String url = TestServers.h2();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private boolean down;
  private final CachedSchema schema =
      new CachedSchema(new SchemaReader(Dialects.forUrl(url), this::open), nanos::get);

  @Test
  void aTableIsReadOnceInTenMinutes() throws Exception {
    execute("CREATE TABLE orders (id int PRIMARY KEY)");
    TableDescription first = schema.table(ORDERS, Namespace.unknown()).orElseThrow();
    assertSame(first, schema.table(ORDERS, Namespace.unknown()).orElseThrow());
    assertEquals(1, opened.get());
    nanos.addAndGet(Duration.ofMinutes(11).toNanos());
    schema.table(ORDERS, Namespace.unknown());
    assertEquals(2, opened.get());
  }

  @Test
  void aTableThatIsMadeLaterIsFoundSoon() throws Exception {
    assertFalse(schema.table(ORDERS, Namespace.unknown()).isPresent());
    assertTrue(schema.answered(ORDERS, Namespace.unknown()), "there is none");
    execute("CREATE TABLE orders (id int PRIMARY KEY)");
    nanos.addAndGet(Duration.ofSeconds(6).toNanos());
    assertTrue(schema.table(ORDERS, Namespace.unknown()).isPresent());
  }

  @Test
  void whatIsForgottenIsReadAgainInAnyNamespace() throws Exception {
    execute("CREATE TABLE orders (id int PRIMARY KEY)");
    Namespace elsewhere = Namespace.of(null, "PUBLIC");
    schema.table(ORDERS, Namespace.unknown());
    schema.table(ORDERS, elsewhere);
    execute("ALTER TABLE orders ADD COLUMN note varchar(9)");
    schema.forget(TableName.of("PUBLIC", "ORDERS"));
    assertEquals(2, schema.table(ORDERS, Namespace.unknown()).orElseThrow().columns().size());
    assertEquals(2, schema.table(ORDERS, elsewhere).orElseThrow().columns().size());
  }

  @Test
  void aDatabaseThatIsDownIsAskedAgainOnceItMayBeUp() throws Exception {
    execute("CREATE TABLE orders (id int PRIMARY KEY)");
    down = true;
    assertFalse(schema.table(ORDERS, Namespace.unknown()).isPresent());
    assertFalse(schema.answered(ORDERS, Namespace.unknown()), "nobody knows");
    assertEquals(RoutineEffect.MAY_WRITE, schema.routine("F", Namespace.unknown()));
    int asked = opened.get();
    schema.table(ORDERS, Namespace.unknown());
    schema.routine("F", Namespace.unknown());
    assertEquals(asked, opened.get(), "not with each statement");
    down = false;
    nanos.addAndGet(Duration.ofSeconds(6).toNanos());
    assertTrue(schema.table(ORDERS, Namespace.unknown()).isPresent());
    assertTrue(schema.answered(ORDERS, Namespace.unknown()));
    assertEquals(RoutineEffect.NOT_USER_DEFINED, schema.routine("F", Namespace.unknown()));
  }

  private Connection open() throws SQLException {
    opened.incrementAndGet();
    if (down) {
      throw new SQLException("down");
    }
    return DriverManager.getConnection(url);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
