package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.JdbcMethod;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts the hooks around a setter of a parameter: they hear of it once it has returned, so a refused
 * value is never recorded.
 */
final class BindWrapper {
  private static final Type OBJECT = Type.getType(Object.class);
  private static final Type ARRAY = Type.getType(Object[].class);
  private static final Type METHOD = Type.getType(JdbcMethod.class);

  private BindWrapper() {}

  static void write(WrapperCode code, JdbcMethod setter) {
    if (setter.shape() == JdbcMethod.Shape.BIND_STREAM) {
      tee(code, setter);
    }
    code.original();
    code.self();
    code.constant(setter);
    if (setter.shape() == JdbcMethod.Shape.BIND) {
      code.argument(0);
      code.argument(1);
      code.hook("bound", Type.VOID_TYPE, OBJECT, METHOD, Type.INT_TYPE, asBound(code));
    } else {
      code.argumentArray();
      code.hook("bound", Type.VOID_TYPE, OBJECT, METHOD, ARRAY);
    }
    code.giveBack();
  }

  /** The driver reads a stream that keeps a copy. */
  private static void tee(WrapperCode code, JdbcMethod setter) {
    code.self();
    code.constant(setter);
    code.argument(1);
    code.hook("tee", OBJECT, OBJECT, METHOD, OBJECT);
    code.replaceArgument(1);
  }

  /** Leaves the value on the stack as the hook takes it: a number as it is, since boxes cost. */
  private static Type asBound(WrapperCode code) {
    Type type = code.declared().parameters()[1];
    switch (type.getSort()) {
      case Type.BOOLEAN:
      case Type.BYTE:
      case Type.SHORT:
      case Type.INT:
        code.instruction(Opcodes.I2L);
        return Type.LONG_TYPE;
      case Type.LONG:
        return Type.LONG_TYPE;
      default:
        code.box(type);
        return OBJECT;
    }
  }
}
