package dev.dualwrite.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Adds up the samples of a recording by method. */
final class TopFrames {
  private final Map<String, Long> top = new HashMap<>();
  private final Map<String, Long> anywhere = new HashMap<>();
  private long total;

  private TopFrames() {}

  /** Returns where threads ran. */
  static TopFrames ofTime(Path recording) throws IOException {
    return read(recording, "jdk.ExecutionSample", event -> 1);
  }

  /** Returns where memory was allocated, by bytes. */
  static TopFrames ofAllocation(Path recording) throws IOException {
    return read(recording, "jdk.ObjectAllocationSample", event -> event.getLong("weight"));
  }

  private static TopFrames read(Path recording, String type, ToLongFunction<RecordedEvent> weight)
      throws IOException {
    TopFrames frames = new TopFrames();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals(type) && event.getStackTrace() != null) {
          frames.add(event.getStackTrace(), weight.applyAsLong(event));
        }
      }
    }
    return frames;
  }

  private void add(RecordedStackTrace trace, long weight) {
    List<RecordedFrame> frames = trace.getFrames();
    if (frames.isEmpty()) {
      return; // Taken where the JVM itself was at work, which is nobody's method.
    }
    total += weight;
    top.merge(name(frames.get(0)), weight, Long::sum);
    Set<String> seen = new HashSet<>();
    for (RecordedFrame frame : frames) {
      String name = name(frame);
      if (isAgents(name) && seen.add(name)) {
        anywhere.merge(name, weight, Long::sum);
      }
    }
  }

  private static boolean isAgents(String method) {
    return method.startsWith("dev.dualwrite.") && !method.startsWith("dev.dualwrite.bench.");
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  /** One method, and its part of all samples in percent. */
  record Part(String method, double percent) {}

  /** Returns the methods that ran, or allocated, themselves. */
  List<Part> top(int most) {
    return parts(top, most);
  }

  /** Returns the agent's own methods with all that they called. */
  List<Part> withCallees(int most) {
    return parts(anywhere, most);
  }

  private List<Part> parts(Map<String, Long> weights, int most) {
    return weights.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(most)
        .map(each -> new Part(each.getKey(), 100.0 * each.getValue() / total))
        .toList();
  }
}
