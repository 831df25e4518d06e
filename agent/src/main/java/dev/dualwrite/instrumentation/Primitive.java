package dev.dualwrite.instrumentation;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What the code of wrappers must know of types that aren't objects. */
final class Primitive {
  private Primitive() {}

  /** Turns the value on the stack into an object, if it isn't one. */
  static void box(Type type, MethodVisitor code) {
    Class<?> boxed = boxed(type);
    if (boxed == Object.class) {
      return;
    }
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Type.getInternalName(boxed),
        "valueOf",
        Type.getMethodDescriptor(Type.getType(boxed), type),
        false);
  }

  private static Class<?> boxed(Type type) {
    switch (type.getSort()) {
      case Type.BOOLEAN:
        return Boolean.class;
      case Type.CHAR:
        return Character.class;
      case Type.BYTE:
        return Byte.class;
      case Type.SHORT:
        return Short.class;
      case Type.INT:
        return Integer.class;
      case Type.FLOAT:
        return Float.class;
      case Type.LONG:
        return Long.class;
      case Type.DOUBLE:
        return Double.class;
      default:
        return Object.class;
    }
  }

  /** Puts the value on the stack that a variable of the type has at first. */
  static int zero(Type type) {
    switch (type.getSort()) {
      case Type.BOOLEAN:
      case Type.CHAR:
      case Type.BYTE:
      case Type.SHORT:
      case Type.INT:
        return Opcodes.ICONST_0;
      case Type.FLOAT:
        return Opcodes.FCONST_0;
      case Type.LONG:
        return Opcodes.LCONST_0;
      case Type.DOUBLE:
        return Opcodes.DCONST_0;
      default:
        return Opcodes.ACONST_NULL;
    }
  }
}
