package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.JdbcMethod.Role;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the hooks into the classes of drivers as the JVM loads them; any other class costs a look at
 * its name.
 */
final class HookTransformer implements ClassFileTransformer {
  private static final Logger logger = LoggerFactory.getLogger(HookTransformer.class);

  private final DriverMatcher matcher;

  HookTransformer(DriverMatcher matcher) {
    this.matcher = matcher;
  }

  @Override
  public byte[] transform(
      Module module,
      ClassLoader loader,
      String internalName,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (internalName == null
        || loader == null
        || !matcher.mayMatch(internalName.replace('/', '.'))) {
      return null;
    }
    try {
      return transformed(loader, classFile);
    } catch (Throwable failure) {
      // What is thrown to the JVM is dropped there, and nobody would hear of it.
      logger.error(
          "The driver's class {} could not be instrumented: its writes are NOT mirrored.",
          internalName.replace('/', '.'),
          failure);
      return null;
    }
  }

  private byte[] transformed(ClassLoader loader, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassHeader header = new ClassHeader(reader, loader);
    Set<Role> roles = matcher.rolesOf(header);
    if (roles.isEmpty()) {
      return null;
    }
    byte[] withHooks = new DriverClass(reader, roles, matcher.carriesState(header)).withHooks();
    logger.debug("Instrumented {}", header.name());
    return withHooks;
  }
}
