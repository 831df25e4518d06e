package dev.dualwrite.state;

import dev.dualwrite.config.SyncMode;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that begins intents and says on its standard output which of them are durable (+), and
 * which it is about to end (-), until it is killed.
 */
public final class KilledProcess {
  static final TableName ORDERS = TableName.of("shop", "orders");
  private static final int THREADS = 4;
  private static final int OPEN = 5;

  private KilledProcess() {}

  public static void main(String[] args) throws Exception {
    State state = State.open(Path.of(args[0]), "killed", SyncMode.valueOf(args[1]));
    int first = Integer.parseInt(args[2]);
    for (int i = 0; i < THREADS; i++) {
      int start = first + i;
      new Thread(() -> work(state, start), "application-" + i).start();
    }
  }

  private static void work(State state, int start) {
    Deque<Integer> ids = new ArrayDeque<>();
    Deque<Intent> intents = new ArrayDeque<>();
    for (int id = start; ; id += THREADS) {
      Intent intent = state.intents().begin("t" + id, List.of(key(id)), List.of());
      if (!intent.awaitDurable(TimeUnit.SECONDS.toNanos(30))) {
        throw new IllegalStateException("not durable");
      }
      say('+', id);
      ids.add(id);
      intents.add(intent);
      if (intents.size() > OPEN) {
        say('-', ids.remove());
        end(intents.remove(), id);
      }
    }
  }

  private static void end(Intent intent, int id) {
    if (id % 7 == 0) {
      intent.owe(Owed.KNOWN);
    } else {
      intent.close();
    }
  }

  private static void say(char sign, int id) {
    synchronized (System.out) {
      System.out.print(sign + "" + id + ";\n");
      System.out.flush();
    }
  }

  static Key key(int id) {
    return Key.of(ORDERS, List.of("id"), List.of(id));
  }
}
