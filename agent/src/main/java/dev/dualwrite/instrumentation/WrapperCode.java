package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.bootstrap.JdbcMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the code of a method that stands before a driver's own: knows its arguments, its result
 * and the local variables, and how the driver's own method is called.
 */
final class WrapperCode {
  private static final String HOOKS = Type.getInternalName(JdbcHooks.class);
  private static final Type METHOD = Type.getType(JdbcMethod.class);
  private static final Type OBJECT = Type.getType(Object.class);

  private final MethodVisitor code;
  private final DriverClass owner;
  private final DeclaredMethod declared;
  private final List<Object> frame = new ArrayList<>();
  private int nextLocal;

  WrapperCode(MethodVisitor code, DriverClass owner, DeclaredMethod declared) {
    this.code = code;
    this.owner = owner;
    this.declared = declared;
    newLocal(Type.getObjectType(owner.internalName()));
    Arrays.stream(declared.parameters()).forEach(this::newLocal);
  }

  DeclaredMethod declared() {
    return declared;
  }

  /** Makes a local variable, which is to be given a value before the next place to jump to. */
  int newLocal(Type type) {
    int local = nextLocal;
    nextLocal += type.getSize();
    frame.add(inFrame(type));
    return local;
  }

  private static Object inFrame(Type type) {
    switch (type.getSort()) {
      case Type.BOOLEAN:
      case Type.CHAR:
      case Type.BYTE:
      case Type.SHORT:
      case Type.INT:
        return Opcodes.INTEGER;
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.LONG:
        return Opcodes.LONG;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      default:
        return type.getInternalName();
    }
  }

  /** Marks a place that is jumped to, with nothing on the stack but what is given. */
  void place(Label label, Object... stack) {
    code.visitLabel(label);
    code.visitFrame(Opcodes.F_FULL, frame.size(), frame.toArray(), stack.length, stack);
  }

  /** Marks where something begins or ends. */
  void mark(Label label) {
    code.visitLabel(label);
  }

  void jump(int instruction, Label to) {
    code.visitJumpInsn(instruction, to);
  }

  /** Has what is thrown between two marks caught at a place. */
  void caught(Label from, Label to, Label at) {
    code.visitTryCatchBlock(from, to, at, Type.getInternalName(Throwable.class));
  }

  void instruction(int instruction) {
    code.visitInsn(instruction);
  }

  void typeInstruction(int instruction, Type type) {
    code.visitTypeInsn(instruction, type.getInternalName());
  }

  void load(Type type, int local) {
    code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
  }

  void store(Type type, int local) {
    code.visitVarInsn(type.getOpcode(Opcodes.ISTORE), local);
  }

  /** The object that was called. */
  void self() {
    load(OBJECT, 0);
  }

  void constant(String text) {
    code.visitLdcInsn(text);
  }

  void constant(JdbcMethod method) {
    code.visitFieldInsn(
        Opcodes.GETSTATIC, METHOD.getInternalName(), method.name(), METHOD.getDescriptor());
  }

  /** One argument, counted from 0. */
  void argument(int index) {
    load(declared.parameters()[index], slot(index));
  }

  /** Gives an argument another value. */
  void replaceArgument(int index) {
    Type type = declared.parameters()[index];
    typeInstruction(Opcodes.CHECKCAST, type);
    store(type, slot(index));
  }

  private int slot(int index) {
    int slot = 1;
    for (int i = 0; i < index; i++) {
      slot += declared.parameters()[i].getSize();
    }
    return slot;
  }

  /** All arguments, in an array of objects. */
  void argumentArray() {
    Type[] parameters = declared.parameters();
    code.visitIntInsn(Opcodes.BIPUSH, parameters.length);
    code.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT.getInternalName());
    for (int i = 0; i < parameters.length; i++) {
      code.visitInsn(Opcodes.DUP);
      code.visitIntInsn(Opcodes.BIPUSH, i);
      argument(i);
      Primitive.box(parameters[i], code);
      code.visitInsn(Opcodes.AASTORE);
    }
  }

  /** Turns a primitive value into an object. */
  void box(Type type) {
    Primitive.box(type, code);
  }

  /** Calls the driver's own method with the arguments. */
  void original() {
    self();
    for (int i = 0; i < declared.parameters().length; i++) {
      argument(i);
    }
    code.visitMethodInsn(
        Opcodes.INVOKESPECIAL,
        owner.internalName(),
        DriverClass.originalName(declared),
        declared.descriptor(),
        owner.isInterface());
  }

  /** Calls one of the hooks. */
  void hook(String name, Type result, Type... parameters) {
    call(HOOKS, name, result, parameters);
  }

  /** Calls a static method. */
  void call(String type, String name, Type result, Type... parameters) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, type, name, Type.getMethodDescriptor(result, parameters), false);
  }

  /** Returns what is on the stack. */
  void giveBack() {
    code.visitInsn(declared.result().getOpcode(Opcodes.IRETURN));
  }
}
