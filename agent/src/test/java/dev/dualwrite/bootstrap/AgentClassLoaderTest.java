package dev.dualwrite.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class AgentClassLoaderTest {
  /** The loader keeps its jar open, as it does in an application. */
  @TempDir(cleanup = CleanupMode.NEVER)
  private Path folder;

  private AgentClassLoader loader;

  @BeforeEach
  void load() throws Exception {
    Path file = folder.resolve("an agent.jar");
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      add(jar, "inst/sample/Inside.class", classNamed("sample.Inside"));
      add(jar, "sample/Outside.class", classNamed("sample.Outside"));
      add(jar, "inst/META-INF/services/x", "inside".getBytes(StandardCharsets.UTF_8));
      add(jar, "META-INF/services/y", "outside".getBytes(StandardCharsets.UTF_8));
    }
    loader = new AgentClassLoader(file.toFile());
  }

  private static byte[] classNamed(String name) {
    return new ByteBuddy().subclass(Object.class).name(name).make().getBytes();
  }

  private static void add(JarOutputStream jar, String name, byte[] content) throws Exception {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }

  @Test
  void aClassUnderInstIsItsOwn() throws Exception {
    Class<?> inside = loader.loadClass("sample.Inside");
    assertSame(loader, inside.getClassLoader());
    assertSame(inside, loader.loadClass("sample.Inside"));
  }

  @Test
  void aClassBesideInstIsNotFound() {
    assertThrows(ClassNotFoundException.class, () -> loader.loadClass("sample.Outside"));
    assertThrows(ClassNotFoundException.class, () -> loader.loadClass("inst.sample.Inside"));
  }

  @Test
  void theApplicationsClassesAreNotSeenAndTheJdksAre() throws Exception {
    assertThrows(
        ClassNotFoundException.class, () -> loader.loadClass(AgentClassLoaderTest.class.getName()));
    assertSame(Connection.class, loader.loadClass("java.sql.Connection"));
  }

  @Test
  void resourcesAreThoseUnderInst() throws Exception {
    assertNull(loader.getResource("META-INF/services/y"));
    assertEquals(1, Collections.list(loader.getResources("META-INF/services/x")).size());
    assertEquals(0, Collections.list(loader.getResources("META-INF/services/y")).size());
    try (InputStream in = loader.getResourceAsStream("META-INF/services/x")) {
      assertEquals("inside", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
