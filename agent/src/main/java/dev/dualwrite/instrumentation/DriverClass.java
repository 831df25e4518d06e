package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.bootstrap.JdbcMethod.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Gives a driver's class its state field, and puts a method with the hooks before each hooked
 * method that it declares.
 *
 * <p>The driver's own methods keep their code byte for byte; those that are hooked get another name
 * and become private, and what takes their place has all that reflection could ask for: modifiers,
 * signature, exceptions, annotations and parameters' names.
 */
final class DriverClass {
  private static final String PREFIX = "dualwrite$";
  private static final int NOT_OF_THE_ORIGINAL =
      Opcodes.ACC_PUBLIC
          | Opcodes.ACC_PROTECTED
          | Opcodes.ACC_FINAL
          | Opcodes.ACC_SYNCHRONIZED
          | Opcodes.ACC_VARARGS;

  private final ClassReader classFile;
  private final Set<Role> roles;
  private final boolean carriesState;
  private final ClassWriter writer;

  /** The hooked methods as wrappers see them, by name and descriptor. */
  private final Map<String, DeclaredMethod> wrapped = new LinkedHashMap<>();

  DriverClass(ClassReader classFile, Set<Role> roles, boolean carriesState) {
    this.classFile = classFile;
    this.roles = roles;
    this.carriesState = carriesState;
    this.writer = new ClassWriter(classFile, ClassWriter.COMPUTE_MAXS);
  }

  String internalName() {
    return classFile.getClassName();
  }

  boolean isInterface() {
    return (classFile.getAccess() & Opcodes.ACC_INTERFACE) != 0;
  }

  /** The name that a driver's own method has behind the one with the hooks. */
  static String originalName(DeclaredMethod hooked) {
    return PREFIX + hooked.name();
  }

  /** Returns the class file with the hooks. */
  byte[] withHooks() {
    classFile.accept(new Originals(), 0);
    classFile.accept(new Wrappers(), ClassReader.SKIP_CODE);
    if (carriesState) {
      StateField.write(writer, internalName());
    }
    return writer.toByteArray();
  }

  private boolean isHooked(DeclaredMethod declared) {
    return HookedMethods.of(declared, roles).isPresent() || RoutedMethods.include(declared, roles);
  }

  /** Copies all that the class has, and lets the hooked methods step back behind their wrappers. */
  private final class Originals extends ClassVisitor {
    Originals() {
      super(Opcodes.ASM9, writer);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        String signature,
        String superName,
        String[] interfaces) {
      super.visit(
          version,
          access,
          name,
          carriesState ? StateField.signature(signature) : signature,
          superName,
          carriesState ? StateField.interfaces(interfaces) : interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      DeclaredMethod declared = new DeclaredMethod(access, name, descriptor);
      if (!isHooked(declared)) {
        return super.visitMethod(access, name, descriptor, signature, exceptions);
      }
      wrapped.put(name + descriptor, declared);
      int hidden = (access & ~NOT_OF_THE_ORIGINAL) | Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;
      return super.visitMethod(hidden, originalName(declared), descriptor, signature, exceptions);
    }
  }

  /** Adds the methods with the hooks. */
  private final class Wrappers extends ClassVisitor {
    Wrappers() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      DeclaredMethod declared = wrapped.get(name + descriptor);
      if (declared == null) {
        return null;
      }
      return new MethodVisitor(
          Opcodes.ASM9, writer.visitMethod(access, name, descriptor, signature, exceptions)) {
        @Override
        public void visitEnd() {
          // All that isn't code has been copied by now.
          visitCode();
          write(new WrapperCode(this, DriverClass.this, declared));
          visitMaxs(0, 0);
          super.visitEnd();
        }
      };
    }
  }

  private void write(WrapperCode code) {
    Optional<JdbcMethod> hooked = HookedMethods.of(code.declared(), roles);
    if (hooked.isPresent() && !hooked.get().isSetter()) {
      CallWrapper.write(code, hooked.get());
      return;
    }
    if (RoutedMethods.include(code.declared(), roles)) {
      RouteWrapper.write(code);
    }
    if (hooked.isPresent()) {
      BindWrapper.write(code, hooked.get());
    } else {
      code.original();
      code.giveBack();
    }
  }
}
