package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.dualwrite.tests.harness.AgentJar;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

class AgentJarTest {
  private static final String BOOTSTRAP = "dev/dualwrite/bootstrap/";
  private static final String INSIDE = "inst/";

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(AgentJar.path().toFile());
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void onlyBootstrapClassesLieWhereTheApplicationCanSeeThem() {
    assertEquals(
        List.of(),
        names().stream()
            .filter(name -> !name.startsWith(INSIDE))
            .filter(name -> !name.startsWith(BOOTSTRAP))
            .filter(name -> !name.startsWith("META-INF/"))
            .toList());
  }

  @Test
  void theFoldersOfLicencesHoldNoClassesAndNoServices() {
    assertEquals(
        List.of(),
        names().stream()
            .filter(name -> name.startsWith("META-INF/"))
            .filter(name -> name.endsWith(".class") || name.startsWith("META-INF/services/"))
            .toList());
  }

  /** java.sql, for one, is not the bootstrap loader's: a class that names it can't be linked. */
  @Test
  void bootstrapClassesNameNoTypeThatTheBootstrapLoaderCannotSee() throws IOException {
    Set<String> strangers = new TreeSet<>();
    for (String name : names()) {
      if (name.startsWith(BOOTSTRAP) && name.endsWith(".class")) {
        for (String type : typesNamedBy(name)) {
          if (!type.startsWith(BOOTSTRAP) && !isSeenByTheBootstrapLoader(type)) {
            strangers.add(name + " names " + type);
          }
        }
      }
    }
    assertEquals(Set.of(), strangers);
  }

  @Test
  void everyClassRunsOnJava11() throws IOException {
    List<String> newer = new ArrayList<>();
    for (String name : names()) {
      boolean forNewerJavaOnly = name.contains("META-INF/versions/");
      if (isClass(name) && !forNewerJavaOnly && majorVersion(name) > Opcodes.V11) {
        newer.add(name + " has version " + majorVersion(name));
      }
    }
    assertEquals(List.of(), newer);
  }

  @Test
  void theLibrariesLieInside() {
    for (String library :
        List.of(
            "org/objectweb/asm/ClassReader",
            "net/sf/jsqlparser/parser/CCJSqlParser",
            "org/slf4j/Logger",
            "com/zaxxer/hikari/HikariDataSource",
            "com/github/benmanes/caffeine/cache/Caffeine",
            "org/h2/mvstore/MVStore",
            "picocli/CommandLine")) {
      assertNotNull(
          names().stream()
              .filter(name -> name.matches(INSIDE + library + "\\.class(data)?"))
              .findFirst()
              .orElse(null),
          library);
    }
  }

  @Test
  void theManifestNamesTheAgentAndTheCommandLine() throws IOException {
    Manifest manifest = jar.getManifest();

    assertEquals(
        "dev.dualwrite.bootstrap.Premain", manifest.getMainAttributes().getValue("Premain-Class"));
    assertEquals(
        "dev.dualwrite.bootstrap.Main", manifest.getMainAttributes().getValue("Main-Class"));
    assertEquals("true", manifest.getMainAttributes().getValue("Can-Retransform-Classes"));
  }

  private List<String> names() {
    return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") || name.endsWith(".classdata");
  }

  private byte[] bytes(String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  private int majorVersion(String name) throws IOException {
    byte[] bytes = bytes(name);
    return (bytes[6] & 0xff) << 8 | (bytes[7] & 0xff);
  }

  private Set<String> typesNamedBy(String className) throws IOException {
    Set<String> types = new TreeSet<>();
    Remapper collector =
        new Remapper() {
          @Override
          public String map(String internalName) {
            types.add(internalName);
            return internalName;
          }
        };
    new ClassReader(bytes(className))
        .accept(new ClassRemapper(new ClassWriter(0), collector), ClassReader.SKIP_FRAMES);
    return types;
  }

  private static boolean isSeenByTheBootstrapLoader(String internalName) {
    try {
      Class.forName(internalName.replace('/', '.'), false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
