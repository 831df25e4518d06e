package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.tests.apps.clients.ClientSchema;
import dev.dualwrite.tests.apps.containers.BootApp;
import dev.dualwrite.tests.apps.containers.RedeployApp;
import dev.dualwrite.tests.apps.containers.WritingServlet;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.ChildJvm;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.DivergenceLines;
import dev.dualwrite.tests.harness.Vendor;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** Applications whose driver is not on the class path of the JVM. */
@ExtendWith(Databases.Extension.class)
class ContainersTest {
  private static final String BOOT_LIBRARIES =
      "spring-.*|HikariCP.*|postgresql.*|slf4j-.*|micrometer-.*";

  @TempDir Path folder;

  @Test
  void aSpringBootFatJar(Databases databases) throws Exception {
    DatabasePair pair = databases.pair(Vendor.POSTGRESQL);
    pair.execute(ClientSchema.statements(Vendor.POSTGRESQL));
    AgentConfig config = AgentConfig.of(pair, "both-required", folder);

    String output =
        ChildJvm.ofJar(bootJar())
            .arguments("--spring.datasource.url=" + pair.oldDatabase())
            .arguments("--spring.datasource.username=" + pair.oldDatabase().user())
            .arguments("--spring.datasource.password=" + pair.oldDatabase().password())
            .agent(config.write())
            .run()
            .success();

    assertTrue(output.contains("balance 90"), output);
    assertEquals(List.of(), DivergenceLines.read(config.divergenceLog()).lines());
    assertEquals(List.of(), pair.differences());
  }

  @Test
  void aRedeployedWebApplicationWithItsOwnDriverIsCollected(Databases databases) throws Exception {
    DatabasePair pair = databases.pair(Vendor.H2);
    pair.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(50))");
    AgentConfig config = AgentConfig.of(pair, "both-required", folder);

    String output =
        ChildJvm.of(RedeployApp.class, containerClassPath())
            .arguments(webApplication(), Files.createDirectories(folder.resolve("tomcat")))
            .database(pair.oldDatabase())
            .agent(config.write())
            .run()
            .success();

    assertEquals("count 1\ncount 1\ncount 1\ncollected\ncollected\nended\n", output);
    assertEquals(List.of(), DivergenceLines.read(config.divergenceLog()).lines());
    assertEquals(List.of(), pair.differences());
    assertEquals("3", pair.newDatabase().query("SELECT count(*) FROM t"));
  }

  private Path bootJar() throws IOException {
    Path classes = folder.resolve("classes.jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(classes))) {
      jar.putNextEntry(new JarEntry(pathOf(BootApp.class)));
      jar.write(bytesOf(BootApp.class));
    }
    Path boot = folder.resolve("boot.jar");
    Repackager repackager = new Repackager(classes.toFile());
    repackager.setMainClass(BootApp.class.getName());
    repackager.repackage(
        boot.toFile(),
        callback -> {
          for (File library : librariesMatching(BOOT_LIBRARIES)) {
            callback.library(new Library(library, LibraryScope.RUNTIME));
          }
        });
    return boot;
  }

  private Path webApplication() throws IOException {
    Path application = folder.resolve("webapp");
    Path lib = Files.createDirectories(application.resolve("WEB-INF/lib"));
    File driver = librariesMatching("h2-.*").get(0);
    Files.copy(driver.toPath(), lib.resolve(driver.getName()));
    Path servlet = application.resolve("WEB-INF/classes").resolve(pathOf(WritingServlet.class));
    Files.createDirectories(servlet.getParent());
    Files.write(servlet, bytesOf(WritingServlet.class));
    return application;
  }

  /** Without drivers: the web application brings its own. */
  private static String containerClassPath() throws URISyntaxException {
    Path testClasses =
        Path.of(RedeployApp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Stream.concat(
            Stream.of(testClasses.toString()),
            librariesMatching("tomcat-(embed|annotations).*|jakarta.annotation.*").stream()
                .map(File::getPath))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<File> librariesMatching(String names) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(File::new)
        .filter(file -> file.getName().matches("(" + names + ")\\.jar"))
        .toList();
  }

  private static String pathOf(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    try (var in = type.getResourceAsStream("/" + pathOf(type))) {
      return in.readAllBytes();
    }
  }
}
