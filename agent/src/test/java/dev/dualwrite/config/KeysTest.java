package dev.dualwrite.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KeysTest {

  @Test
  void everyKeyOfTheContractIsDeclared() {
    Set<String> names = Keys.ALL.stream().map(Key::name).collect(Collectors.toSet());
    List<String> contract =
        List.of(
            "phase",
            "old.url",
            "old.username",
            "old.password",
            "new.url",
            "new.username",
            "new.password",
            "new.driver.path",
            "tables.include",
            "tables.exclude",
            "mirror",
            "mirror.timeout",
            "autocommit",
            "ddl",
            "divergence.log",
            "divergence.max-size",
            "divergence.max-files",
            "divergence.values",
            "state.dir",
            "on-config-error");
    for (String name : contract) {
      assertTrue(names.contains("dualwrite." + name), name);
    }
  }

  @Test
  void everyDefaultIsAllowed() {
    for (Key<?> key : Keys.ALL) {
      key.defaultText()
          .ifPresent(text -> assertTrue(key.type().parse(text).isPresent(), key.name()));
    }
  }

  @Test
  void noTwoKeysShareAnEnvironmentVariable() {
    Set<String> variables = Keys.ALL.stream().map(Key::environmentName).collect(Collectors.toSet());
    assertEquals(Keys.ALL.size(), variables.size());
  }

  @Test
  void theEnvironmentVariableIsTheNameInCapitalsWithUnderscores() {
    assertEquals("DUALWRITE_NEW_URL", Keys.NEW_URL.environmentName());
    assertEquals("DUALWRITE_DIVERGENCE_MAX_SIZE", Keys.DIVERGENCE_MAX_SIZE.environmentName());
  }
}
