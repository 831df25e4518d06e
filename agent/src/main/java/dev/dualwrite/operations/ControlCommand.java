package dev.dualwrite.operations;

import java.util.Map;

/** Something that a running application is asked to do, or to tell. */
@FunctionalInterface
public interface ControlCommand {

  /**
   * Does it, without waiting for a database.
   *
   * @param arguments the request's fields, which anybody with the token may have written
   * @return the answer, as a JSON object
   */
  Map<String, Object> run(Map<?, ?> arguments);
}
