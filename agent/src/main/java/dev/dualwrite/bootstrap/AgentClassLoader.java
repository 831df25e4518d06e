package dev.dualwrite.bootstrap;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads the agent and its libraries from the folder {@code inst/} of the agent's jar.
 *
 * <p>Its parent is the platform loader, so neither the agent nor the application sees the other's
 * libraries.
 */
public final class AgentClassLoader extends ClassLoader {
  private static final String FOLDER = "inst/";

  static {
    registerAsParallelCapable();
  }

  private final File file;
  private final JarFile jar;

  /**
   * Opens the agent's jar; it stays open as long as the JVM runs.
   *
   * @throws IOException when the jar can't be read
   */
  public AgentClassLoader(File file) throws IOException {
    super("dualwrite", ClassLoader.getPlatformClassLoader());
    this.file = file;
    this.jar = new JarFile(file);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    JarEntry entry = jar.getJarEntry(FOLDER + name.replace('.', '/') + ".class");
    if (entry == null) {
      // Seen from here, the hooks are the bootstrap loader's; on the command line only this
      // loader's caller has them.
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name + " can't be read from " + file, e);
    }
  }

  @Override
  protected URL findResource(String name) {
    if (jar.getJarEntry(FOLDER + name) == null) {
      return null;
    }
    try {
      return new URL("jar:" + file.toURI() + "!/" + FOLDER + name);
    } catch (MalformedURLException e) {
      throw new IllegalStateException("no URL can name " + name + " in " + file, e);
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL resource = findResource(name);
    return resource == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(Collections.singleton(resource));
  }
}
