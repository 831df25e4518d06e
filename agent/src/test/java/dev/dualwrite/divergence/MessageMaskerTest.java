package dev.dualwrite.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages are those of PostgreSQL 17, MariaDB 11, MySQL 8, H2 2, SQL Server and others. */
class MessageMaskerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ERROR: duplicate key value violates unique constraint "orders_pkey"\\n  Detail: Key (id)=(5) already exists. | ERROR: duplicate key value violates unique constraint "orders_pkey"
          ERROR: null value in column "a" of relation "b" violates not-null constraint\\n  Detail: Failing row contains (1, secret). | ERROR: null value in column "a" of relation "b" violates not-null constraint
          ERROR: invalid input syntax for type integer: "secret" | ERROR: invalid input syntax for type integer: "?"
          ERROR: value too long for type character varying(5) | ERROR: value too long for type character varying(5)
          ERROR: relation "shop.orders" does not exist | ERROR: relation "shop.orders" does not exist
          Key (id)=(5) already exists. | Key (id)=(?) already exists.
          Failing row contains (1, a) b, 2). | Failing row contains (?).
          Duplicate entry 'O'Brien' for key 'customers.PRIMARY' | Duplicate entry '?' for key 'customers.PRIMARY'
          (conn=12) Duplicate entry 'a' b' for key 'PRIMARY' | (conn=12) Duplicate entry '?' for key 'PRIMARY'
          Incorrect integer value: 'secret' for column 'qty' at row 1 | Incorrect integer value: '?' for column 'qty' at row 1
          Incorrect integer value: 'secret' for column `shop`.`orders`.`qty` at row 1 | Incorrect integer value: '?' for column `shop`.`orders`.`qty` at row 1
          Table 'shop.orders' doesn't exist | Table 'shop.orders' doesn't exist
          Unique index or primary key violation: "PUBLIC.PK ON PUBLIC.T(ID) VALUES ( /* 1 */ 5, 'it''s' )"; SQL statement: | Unique index or primary key violation: "?"
          Value too long for column "NAME CHARACTER VARYING(5)": "'secret' (6)"; SQL statement: | Value too long for column "?"
          Table "ORDERS" not found; SQL statement: | Table "ORDERS" not found
          Violation of PRIMARY KEY constraint 'PK_t'. Cannot insert duplicate key in object 'dbo.t'. The duplicate key value is (5). | Violation of PRIMARY KEY constraint 'PK_t'. Cannot insert duplicate key in object 'dbo.t'. The duplicate key value is (?).
          ORA-00001: unique constraint (SHOP.PK_ORDERS) violated | ORA-00001: unique constraint (SHOP.PK_ORDERS) violated
          java.lang.NumberFormatException: For input string: "secret" | java.lang.NumberFormatException: For input string: "?"
          Connection refused | Connection refused
          """)
  void noValueIsLeftAndTheNamesOfThingsAre(String message, String masked) {
    assertEquals(masked, MessageMasker.mask(message.replace("\\n", "\n")));
  }

  @ParameterizedTest
  @CsvSource({"'',''", "'\n',''"})
  void anEmptyMessageStaysEmpty(String message, String masked) {
    assertEquals(masked, MessageMasker.mask(message));
  }
}
