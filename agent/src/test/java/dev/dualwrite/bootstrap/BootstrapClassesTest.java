package dev.dualwrite.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BootstrapClassesTest {
  private static final String PACKAGE = BootstrapClasses.class.getPackageName() + ".";
  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPackagesOf(BootstrapClasses.class);

  /** What instrumented drivers call; they see the bootstrap loader alone. */
  private static final List<Class<?>> SEEN_BY_DRIVERS =
      List.of(JdbcHooks.class, HostState.class, JdbcMethod.class, Call.class, RoutedOutcome.class);

  @Test
  void everythingThatTheHooksNeedIsDefinedInTheBootstrapLoaderAndNothingElse() {
    assertEquals(needed(), new TreeSet<>(BootstrapClasses.NAMES));
  }

  private static Set<String> needed() {
    Set<String> found = new TreeSet<>();
    Deque<JavaClass> open = new ArrayDeque<>();
    SEEN_BY_DRIVERS.forEach(type -> open.add(CLASSES.get(type)));
    while (!open.isEmpty()) {
      JavaClass type = open.poll();
      if (found.add(type.getName().substring(PACKAGE.length()))) {
        type.getDirectDependenciesFromSelf().stream()
            .map(Dependency::getTargetClass)
            .map(JavaClass::getBaseComponentType)
            .filter(target -> target.getName().startsWith(PACKAGE))
            .forEach(open::add);
      }
    }
    return found;
  }

  @Test
  void aClassComesAfterWhatItExtends() throws ClassNotFoundException {
    for (String name : BootstrapClasses.NAMES) {
      Class<?> type = Class.forName(PACKAGE + name);
      for (Class<?> parent = type.getSuperclass();
          parent != null && parent.getName().startsWith(PACKAGE);
          parent = parent.getSuperclass()) {
        String parentName = parent.getName().substring(PACKAGE.length());
        assertTrue(
            BootstrapClasses.NAMES.indexOf(parentName) < BootstrapClasses.NAMES.indexOf(name),
            () -> name + " comes before " + parentName);
      }
    }
  }
}
