package dev.dualwrite.instrumentation;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A method as a class file declares it. Immutable. */
final class DeclaredMethod {
  private static final int WITHOUT_CODE_OF_ITS_OWN =
      Opcodes.ACC_ABSTRACT | Opcodes.ACC_BRIDGE | Opcodes.ACC_NATIVE | Opcodes.ACC_STATIC;

  private final int access;
  private final String name;
  private final String descriptor;

  DeclaredMethod(int access, String name, String descriptor) {
    this.access = access;
    this.name = name;
    this.descriptor = descriptor;
  }

  int access() {
    return access;
  }

  String name() {
    return name;
  }

  String descriptor() {
    return descriptor;
  }

  Type[] parameters() {
    return Type.getArgumentTypes(descriptor);
  }

  Type result() {
    return Type.getReturnType(descriptor);
  }

  /** Whether an object's calls run code of this very method. */
  boolean hasBody() {
    return (access & WITHOUT_CODE_OF_ITS_OWN) == 0;
  }

  /** The parameter types as Java source names them, separated by commas. */
  String parameterTypes() {
    StringBuilder types = new StringBuilder();
    for (Type parameter : parameters()) {
      types.append(types.length() == 0 ? "" : ",").append(parameter.getClassName());
    }
    return types.toString();
  }

  /** The name and the parameter types as {@link Class#getName} names them. */
  String signature() {
    StringBuilder signature = new StringBuilder(name).append('(');
    String separator = "";
    for (Type parameter : parameters()) {
      boolean array = parameter.getSort() == Type.ARRAY;
      signature
          .append(separator)
          .append(array ? parameter.getDescriptor().replace('/', '.') : parameter.getClassName());
      separator = ",";
    }
    return signature.append(')').toString();
  }

  @Override
  public String toString() {
    return signature();
  }
}
