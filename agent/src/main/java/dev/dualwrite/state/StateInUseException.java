package dev.dualwrite.state;

/** Another process, or another part of this one, has the folder of the durable state. */
public final class StateInUseException extends Exception {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the folder, who has it and what to do. */
  public StateInUseException(String message) {
    super(message);
  }
}
