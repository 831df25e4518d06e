package dev.dualwrite.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Endpoint;
import dev.dualwrite.config.Settings;
import dev.dualwrite.phase.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.h2.Driver;
import org.junit.jupiter.api.Test;

class EndpointConnectionsTest {
  private static final ClassLoader APPLICATION = EndpointConnectionsTest.class.getClassLoader();
  private static final ClassLoader NO_DRIVERS = ClassLoader.getPlatformClassLoader();

  @Test
  void theApplicationsDriverIsUsedWhereNoPathIsGiven() throws Exception {
    try (Connection connection = open(endpoint(Map.of()), APPLICATION)) {
      assertSame(APPLICATION, connection.getClass().getClassLoader());
      assertTrue(connection.getAutoCommit());
    }
  }

  @Test
  void aDriverOfThePathIsUsedThoughTheApplicationHasIt() throws Exception {
    String jar =
        Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    Endpoint endpoint = endpoint(Map.of("dualwrite.old.driver.path", jar));

    try (Connection connection = open(endpoint, APPLICATION)) {
      assertNotSame(APPLICATION, connection.getClass().getClassLoader());
    }
  }

  @Test
  void theUserAndThePasswordAreThoseOfTheConfiguration() throws Exception {
    Endpoint named =
        endpoint(Map.of("dualwrite.old.username", "me", "dualwrite.old.password", "hunter2"));
    Endpoint wrong =
        endpoint(Map.of("dualwrite.old.username", "me", "dualwrite.old.password", "wrong"));

    try (Connection first = open(named, APPLICATION)) {
      assertEquals("ME", first.getMetaData().getUserName());
      assertThrows(SQLException.class, () -> open(wrong, APPLICATION));
    }
  }

  @Test
  void aDriverThatIsNotThereIsNamedWithWhatToDo() throws Exception {
    SQLException failure =
        assertThrows(SQLException.class, () -> open(endpoint(Map.of()), NO_DRIVERS));

    assertTrue(failure.getMessage().contains("org.h2.Driver"), failure.getMessage());
    assertTrue(
        failure.getMessage().contains("Name the jar of the driver in dualwrite.old.driver.path"),
        failure.getMessage());
  }

  @Test
  void aClassThatIsNoDriverIsNamed() throws Exception {
    Endpoint endpoint = endpoint(Map.of("dualwrite.old.driver.class", "java.lang.Object"));

    SQLException failure = assertThrows(SQLException.class, () -> open(endpoint, APPLICATION));

    assertTrue(failure.getMessage().contains("tried java.lang.Object"), failure.getMessage());
  }

  @Test
  void aDriverThatDoesNotAcceptTheUrlIsNamed() throws Exception {
    Endpoint endpoint =
        Settings.of(
                Map.of(
                    "dualwrite.old.url", "jdbc:acme:shop",
                    "dualwrite.old.driver.class", "org.h2.Driver"))
            .oldDatabase();

    SQLException failure = assertThrows(SQLException.class, () -> open(endpoint, APPLICATION));

    assertTrue(failure.getMessage().contains("does not accept jdbc:acme"), failure.getMessage());
  }

  @Test
  void aVendorThatIsNotKnownIsFoundByWhatItsDriverAccepts() throws Exception {
    Endpoint endpoint = Settings.of(Map.of("dualwrite.old.url", "jdbc:acme:shop")).oldDatabase();

    SQLException failure = assertThrows(SQLException.class, () -> open(endpoint, APPLICATION));

    assertTrue(failure.getMessage().contains("No driver for jdbc:acme:shop"), failure.getMessage());
  }

  private static Connection open(Endpoint endpoint, ClassLoader loader) throws SQLException {
    return new EndpointConnections(endpoint, new DriverLookup(Side.OLD, endpoint, loader)).open();
  }

  private static Endpoint endpoint(Map<String, String> more) throws ConfigurationException {
    Map<String, String> texts = new HashMap<>(more);
    texts.put("dualwrite.old.url", "jdbc:h2:mem:endpoint");
    return Settings.of(texts).oldDatabase();
  }
}
