package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.HostState;
import java.util.Arrays;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The field in a driver's class in which the agent keeps its state of an object. */
final class StateField {
  private static final String NAME = "dualwrite$state";
  private static final String TYPE = Type.getDescriptor(HookState.class);
  private static final String CARRIER = Type.getInternalName(HostState.class);
  private static final int METHOD = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;

  private StateField() {}

  /** The interfaces of a class, with that of the state. */
  static String[] interfaces(String[] declared) {
    String[] more = Arrays.copyOf(declared, declared.length + 1);
    more[declared.length] = CARRIER;
    return more;
  }

  /** The generic signature of a class, with the interface of the state; null stays null. */
  static String signature(String declared) {
    return declared == null ? null : declared + "L" + CARRIER + ";";
  }

  /** Adds the field and its two methods to a class. */
  static void write(ClassVisitor type, String owner) {
    int field =
        Opcodes.ACC_PRIVATE | Opcodes.ACC_VOLATILE | Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC;
    type.visitField(field, NAME, TYPE, null, null).visitEnd();

    MethodVisitor getter = type.visitMethod(METHOD, NAME, "()" + TYPE, null, null);
    getter.visitCode();
    getter.visitVarInsn(Opcodes.ALOAD, 0);
    getter.visitFieldInsn(Opcodes.GETFIELD, owner, NAME, TYPE);
    getter.visitInsn(Opcodes.ARETURN);
    getter.visitMaxs(0, 0);
    getter.visitEnd();

    MethodVisitor setter = type.visitMethod(METHOD, NAME, "(" + TYPE + ")V", null, null);
    setter.visitCode();
    setter.visitVarInsn(Opcodes.ALOAD, 0);
    setter.visitVarInsn(Opcodes.ALOAD, 1);
    setter.visitFieldInsn(Opcodes.PUTFIELD, owner, NAME, TYPE);
    setter.visitInsn(Opcodes.RETURN);
    setter.visitMaxs(0, 0);
    setter.visitEnd();
  }
}
