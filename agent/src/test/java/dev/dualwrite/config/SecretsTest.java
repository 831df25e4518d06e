package dev.dualwrite.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          jdbc:postgresql://db/s?user=a&password=p,w)&ssl=true | jdbc:postgresql://db/s?user=a&password=***&ssl=true
          jdbc:h2:mem:x;USER=sa;PASSWORD=pw;MODE=MySQL         | jdbc:h2:mem:x;USER=sa;PASSWORD=***;MODE=MySQL
          jdbc:mysql://app:p@ss@db:3306/shop                   | jdbc:mysql://app:***@db:3306/shop
          jdbc:oracle:thin:scott/tiger@//db/shop               | jdbc:oracle:thin:scott/***@//db/shop
          {user=a, password=pw}                                | {user=a, password=***
          {"password": "p w", "user": "a"}                     | {"password": ***, "user": "a"}
          ALTER USER a SET password = 'p w' x                  | ALTER USER a SET password = *** x
          sslpassword=pw&trustCertificateKeyStorePassword=pw   | sslpassword=***&trustCertificateKeyStorePassword=***
          accessToken=abc                                      | accessToken=***
          UPDATE a SET password = ? WHERE b = ?                | UPDATE a SET password = ? WHERE b = ?
          password=?a                                          | password=***
          CREATE USER a PASSWORD 'it''s' ADMIN                 | CREATE USER a PASSWORD *** ADMIN
          ALTER USER a IDENTIFIED WITH sha2 BY 'pw'            | ALTER USER a IDENTIFIED WITH sha2 BY ***
          unexpected token: ORDER                              | unexpected token: ORDER
          jdbc:postgresql://db:5432/shop                       | jdbc:postgresql://db:5432/shop
          mail to a@b of http://db:80/x                        | mail to a@b of http://db:80/x
          """)
  void passwordsAreHiddenAndNothingElse(String text, String masked) {
    assertEquals(masked, Secrets.mask(text));
  }
}
