package dev.dualwrite.tests.apps.clients;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** jOOQ's DSL: returning clauses, upserts, batches, nested transactions. */
public final class JooqApp {
  private static final Table<Record> ACCOUNT = table(name("account"));
  private static final Table<Record> TRANSFER = table(name("transfer"));
  private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);
  private static final Field<String> OWNER = field(name("owner"), SQLDataType.VARCHAR);
  private static final Field<Integer> BALANCE = field(name("balance"), SQLDataType.INTEGER);
  private static final Field<Integer> SOURCE = field(name("source"), SQLDataType.INTEGER);
  private static final Field<Integer> TARGET = field(name("target"), SQLDataType.INTEGER);
  private static final Field<Integer> AMOUNT = field(name("amount"), SQLDataType.INTEGER);

  private JooqApp() {}

  /** Arguments: URL, user, password. */
  public static void main(String[] args) throws SQLException {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2])) {
      DSLContext jooq = DSL.using(connection);
      single(jooq);
      batch(jooq);
      transactions(jooq);
    }
  }

  private static void single(DSLContext jooq) {
    Record made =
        jooq.insertInto(TRANSFER, SOURCE, TARGET, AMOUNT).values(1, 2, 5).returning(ID).fetchOne();
    System.out.println("transfer " + made.get(ID));
    jooq.insertInto(ACCOUNT, ID, OWNER, BALANCE)
        .values(1, "upserted", 7)
        .values(9, "nine", 9)
        .onConflict(ID)
        .doUpdate()
        .set(OWNER, DSL.excluded(OWNER))
        .execute();
    jooq.update(ACCOUNT).set(BALANCE, BALANCE.plus(1)).where(BALANCE.gt(50)).execute();
    jooq.deleteFrom(ACCOUNT).where(ID.eq(3)).execute();
  }

  private static void batch(DSLContext jooq) {
    jooq.batch(jooq.insertInto(ACCOUNT, ID, OWNER, BALANCE).values((Integer) null, null, null))
        .bind(20, "a", 1)
        .bind(21, "b", 2)
        .execute();
    jooq.batch(
            jooq.update(ACCOUNT).set(BALANCE, 3).where(ID.eq(20)),
            jooq.deleteFrom(ACCOUNT).where(ID.eq(21)))
        .execute();
  }

  private static void transactions(DSLContext jooq) {
    jooq.transaction(
        outer -> {
          DSLContext inOuter = DSL.using(outer);
          inOuter.update(ACCOUNT).set(BALANCE, 11).where(ID.eq(1)).execute();
          try {
            inOuter.transaction(
                inner -> {
                  DSL.using(inner).update(ACCOUNT).set(BALANCE, 12).where(ID.eq(2)).execute();
                  DSL.using(inner).insertInto(ACCOUNT, ID, OWNER).values(1, "dup").execute();
                });
          } catch (DataAccessException e) {
            System.out.println("inner transaction rolled back");
          }
        });
  }
}
