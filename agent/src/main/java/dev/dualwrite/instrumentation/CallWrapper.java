package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.JdbcMethod;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts the hooks before and after a call of the driver's own method. What a hook throws in spite of
 * all is dropped: the application's call goes on as if the agent weren't there.
 *
 * <p>Written out in Java, and with one variant for each type of result:
 *
 * <pre>{@code
 * Call call = null;
 * Throwable thrown = null;
 * Object result = null;
 * try { call = JdbcHooks.before(this, METHOD, arguments); } catch (Throwable dropped) {}
 * if (!(call instanceof Call.Skipped)) {
 *   try { result = dualwrite$method(arguments); } catch (Throwable caught) { thrown = caught; }
 * }
 * if (call != null || thrown != null) {
 *   try {
 *     thrown = JdbcHooks.after(call, this, METHOD, result, thrown);
 *     result = JdbcHooks.result(call, result);
 *   } catch (Throwable dropped) {}
 * }
 * if (thrown != null) { throw thrown; }
 * return result;
 * }</pre>
 */
final class CallWrapper {
  private static final Type OBJECT = Type.getType(Object.class);
  private static final Type ARRAY = Type.getType(Object[].class);
  private static final Type THROWABLE = Type.getType(Throwable.class);
  private static final Type CALL = Type.getType(Call.class);
  private static final Type METHOD = Type.getType(JdbcMethod.class);
  private static final Type SKIPPED = Type.getType(Call.Skipped.class);

  private final WrapperCode code;
  private final JdbcMethod method;
  private final Type resultType;
  private final int call;
  private final int thrown;
  private final int result;

  private CallWrapper(WrapperCode code, JdbcMethod method) {
    this.code = code;
    this.method = method;
    this.resultType = code.declared().result();
    this.call = code.newLocal(CALL);
    this.thrown = code.newLocal(THROWABLE);
    this.result = returnsNothing() ? -1 : code.newLocal(resultType);
  }

  static void write(WrapperCode code, JdbcMethod method) {
    new CallWrapper(code, method).write();
  }

  private boolean returnsNothing() {
    return resultType.getSort() == Type.VOID;
  }

  private void write() {
    Label done = new Label();
    Label after = new Label();
    Label end = new Label();
    Label returned = new Label();
    setUp();
    before();
    code.load(CALL, call);
    code.typeInstruction(Opcodes.INSTANCEOF, SKIPPED);
    code.jump(Opcodes.IFNE, done);
    original(done);
    code.place(done);
    code.load(CALL, call);
    code.jump(Opcodes.IFNONNULL, after);
    code.load(THROWABLE, thrown);
    code.jump(Opcodes.IFNULL, end);
    code.place(after);
    after(end);
    code.place(end);
    code.load(THROWABLE, thrown);
    code.jump(Opcodes.IFNULL, returned);
    code.load(THROWABLE, thrown);
    code.instruction(Opcodes.ATHROW);
    code.place(returned);
    if (!returnsNothing()) {
      code.load(resultType, result);
    }
    code.giveBack();
  }

  /** The verifier wants each variable to have a value wherever a jump leads. */
  private void setUp() {
    code.instruction(Opcodes.ACONST_NULL);
    code.store(CALL, call);
    code.instruction(Opcodes.ACONST_NULL);
    code.store(THROWABLE, thrown);
    if (!returnsNothing()) {
      code.instruction(Primitive.zero(resultType));
      code.store(resultType, result);
    }
  }

  private void before() {
    Label from = new Label();
    Label to = new Label();
    Label failed = new Label();
    Label decided = new Label();
    code.caught(from, to, failed);
    code.mark(from);
    code.self();
    code.constant(method);
    if (method.executesPrepared()) {
      code.hook("beforeExecution", CALL, OBJECT, METHOD);
    } else if (code.declared().parameters().length == 0) {
      code.hook("before", CALL, OBJECT, METHOD);
    } else {
      code.argumentArray();
      code.hook("before", CALL, OBJECT, METHOD, ARRAY);
    }
    code.store(CALL, call);
    code.mark(to);
    code.jump(Opcodes.GOTO, decided);
    code.place(failed, THROWABLE.getInternalName());
    code.instruction(Opcodes.POP);
    code.place(decided);
  }

  private void original(Label done) {
    Label from = new Label();
    Label to = new Label();
    Label failed = new Label();
    code.caught(from, to, failed);
    code.mark(from);
    code.original();
    if (!returnsNothing()) {
      code.store(resultType, result);
    }
    code.mark(to);
    code.jump(Opcodes.GOTO, done);
    code.place(failed, THROWABLE.getInternalName());
    code.store(THROWABLE, thrown);
  }

  private void after(Label end) {
    Label from = new Label();
    Label to = new Label();
    Label failed = new Label();
    code.caught(from, to, failed);
    code.mark(from);
    code.load(CALL, call);
    code.self();
    code.constant(method);
    if (returnsNothing()) {
      code.instruction(Opcodes.ACONST_NULL);
    } else {
      code.load(resultType, result);
      code.box(resultType);
    }
    code.load(THROWABLE, thrown);
    code.hook("after", THROWABLE, CALL, OBJECT, METHOD, OBJECT, THROWABLE);
    code.store(THROWABLE, thrown);
    replaceResult();
    code.mark(to);
    code.jump(Opcodes.GOTO, end);
    code.place(failed, THROWABLE.getInternalName());
    code.instruction(Opcodes.POP);
  }

  private void replaceResult() {
    if (returnsNothing()) {
      return;
    }
    code.load(CALL, call);
    code.load(resultType, result);
    switch (resultType.getSort()) {
      case Type.BOOLEAN:
        code.hook("booleanResult", resultType, CALL, resultType);
        break;
      case Type.INT:
        code.hook("intResult", resultType, CALL, resultType);
        break;
      case Type.LONG:
        code.hook("longResult", resultType, CALL, resultType);
        break;
      default:
        code.hook("result", OBJECT, CALL, OBJECT);
        code.typeInstruction(Opcodes.CHECKCAST, resultType);
    }
    code.store(resultType, result);
  }
}
