package dev.dualwrite.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Imports run one way: from the hooks down to the vendors. */
class ImportDirectionTest {
  private static final String ROOT = "dev.dualwrite.";

  /** From the top floor to the ground: a package may import those behind it. */
  private static final List<String> FLOORS =
      List.of(
          "agent",
          "command",
          "instrumentation",
          "route",
          "capture",
          "operations",
          "transition",
          "migration",
          "check",
          "mirror",
          "backfill",
          "verify",
          "reconcile",
          "state",
          "wayback",
          "sequences",
          "rows",
          "divergence",
          "plan",
          "endpoint",
          "schema",
          "dialect",
          "logging",
          "config",
          "mapping",
          "phase",
          "bootstrap");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.dualwrite");

  @Test
  void everyPackageHasItsFloor() {
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(type -> packages.add(floorOf(type)));

    assertEquals(new TreeSet<>(FLOORS), packages);
  }

  @Test
  void noPackageImportsOneThatStandsAboveIt() {
    Set<String> upward = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass();
        if (target.getPackageName().startsWith(ROOT)
            && FLOORS.indexOf(floorOf(target)) < FLOORS.indexOf(floorOf(type))) {
          upward.add(type.getName() + " -> " + target.getName());
        }
      }
    }

    assertEquals(Set.of(), upward);
  }

  @Test
  void onlyInstrumentationKnowsHowClassFilesAreWritten() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "instrumentation..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.objectweb.asm..")
        .check(CLASSES);
  }

  @Test
  void instrumentationKnowsOnlyTheHooks() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage(ROOT + "instrumentation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            FLOORS.stream()
                .filter(floor -> !floor.equals("instrumentation") && !floor.equals("bootstrap"))
                .map(floor -> ROOT + floor + "..")
                .toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void onlyThePlannerKnowsTheParser() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "plan..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("net.sf.jsqlparser..")
        .check(CLASSES);
  }

  @Test
  void onlyTheStateKnowsItsStore() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "state..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.h2..")
        .check(CLASSES);
  }

  private static String floorOf(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).split("\\.", 2)[0];
  }
}
