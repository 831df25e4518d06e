package dev.dualwrite.instrumentation;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.security.ProtectionDomain;

/**
 * Keeps every class that isn't a driver's away from the transformer proper, at the price of one
 * look at its name.
 */
final class NameFilter implements ClassFileTransformer {
  private final DriverMatcher matcher;
  private final ClassFileTransformer transformer;

  NameFilter(DriverMatcher matcher, ClassFileTransformer transformer) {
    this.matcher = matcher;
    this.transformer = transformer;
  }

  @Override
  public byte[] transform(
      Module module,
      ClassLoader loader,
      String internalName,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile)
      throws IllegalClassFormatException {
    if (internalName == null
        || loader == null
        || !matcher.mayMatch(internalName.replace('/', '.'))) {
      return null;
    }
    return transformer.transform(module, loader, internalName, redefined, domain, classFile);
  }
}
