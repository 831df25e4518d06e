package dev.dualwrite.testing;

import dev.dualwrite.config.SyncMode;
import dev.dualwrite.state.State;
import dev.dualwrite.state.StateInUseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A durable state in a temporary folder, which goes when it is closed. */
public final class TestState implements AutoCloseable {
  private final Path folder;
  private final State state;

  private TestState(Path folder, State state) {
    this.folder = folder;
    this.state = state;
  }

  /** Opens an empty state. */
  public static TestState open() {
    try {
      Path folder = Files.createTempDirectory("dualwrite-state");
      return new TestState(folder, State.open(folder, "test", SyncMode.OS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (StateInUseException e) {
      throw new AssertionError("a folder of our own", e);
    }
  }

  public State state() {
    return state;
  }

  @Override
  public void close() {
    state.close();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
