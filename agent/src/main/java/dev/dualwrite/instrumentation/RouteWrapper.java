package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.RoutedOutcome;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Has a method that isn't hooked otherwise ask where it is to go, once a call was routed in this
 * JVM; until then that costs one read. What is thrown here reaches the application, since the
 * native result would be the wrong one.
 *
 * <p>One outcome for each type of result: a wrongly boxed one would silently become 0.
 */
final class RouteWrapper {
  private static final String OUTCOME = Type.getInternalName(RoutedOutcome.class);
  private static final Type OBJECT = Type.getType(Object.class);
  private static final Type ARRAY = Type.getType(Object[].class);
  private static final Type STRING = Type.getType(String.class);
  private static final Type SKIPPED = Type.getType(Call.Skipped.class);

  private RouteWrapper() {}

  /** Writes what comes before the method's own code. */
  static void write(WrapperCode code) {
    Label elsewhere = new Label();
    Label here = new Label();
    code.hook("routing", Type.BOOLEAN_TYPE);
    code.jump(Opcodes.IFEQ, here);
    code.self();
    code.constant(code.declared().signature());
    code.argumentArray();
    code.hook("route", SKIPPED, OBJECT, STRING, ARRAY);
    code.instruction(Opcodes.DUP);
    code.jump(Opcodes.IFNONNULL, elsewhere);
    code.instruction(Opcodes.POP);
    code.jump(Opcodes.GOTO, here);
    code.place(elsewhere, SKIPPED.getInternalName());
    outcome(code);
    code.giveBack();
    code.place(here);
  }

  private static void outcome(WrapperCode code) {
    Type result = code.declared().result();
    switch (result.getSort()) {
      case Type.VOID:
        code.call(OUTCOME, "nothing", result, SKIPPED);
        break;
      case Type.OBJECT:
      case Type.ARRAY:
        code.call(OUTCOME, "result", OBJECT, SKIPPED);
        code.typeInstruction(Opcodes.CHECKCAST, result);
        break;
      default:
        code.call(OUTCOME, result.getClassName() + "Result", result, SKIPPED);
    }
  }
}
