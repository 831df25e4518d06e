package dev.dualwrite.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * What the class file of a class says of it and its supertypes; none of them is loaded for that.
 */
final class ClassHeader {
  private final ClassReader classFile;
  private final ClassLoader loader;

  ClassHeader(ClassReader classFile, ClassLoader loader) {
    this.classFile = classFile;
    this.loader = loader;
  }

  /** The name as in Java source, but with {@code $} before an inner class. */
  String name() {
    return classFile.getClassName().replace('/', '.');
  }

  boolean isInterface() {
    return (classFile.getAccess() & Opcodes.ACC_INTERFACE) != 0;
  }

  /** The class that this one extends; empty when it can't be read. */
  Optional<ClassHeader> superclass() {
    return read(classFile.getSuperName());
  }

  /** Whether this is the type or a subtype, as far as the class files can be read. */
  boolean isSubtypeOf(Class<?> type) {
    if (name().equals(type.getName())) {
      return true;
    }
    for (String implemented : classFile.getInterfaces()) {
      if (read(implemented).filter(each -> each.isSubtypeOf(type)).isPresent()) {
        return true;
      }
    }
    return superclass().filter(each -> each.isSubtypeOf(type)).isPresent();
  }

  private Optional<ClassHeader> read(String internalName) {
    if (internalName == null) {
      return Optional.empty();
    }
    try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new ClassHeader(new ClassReader(in), loader));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
