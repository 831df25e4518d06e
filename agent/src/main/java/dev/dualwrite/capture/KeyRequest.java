package dev.dualwrite.capture;

import java.util.List;

/** Which keys a statement was prepared to return, and for whom. */
final class KeyRequest {
  private static final KeyRequest NONE = new KeyRequest(false, 0, List.of());

  private final boolean asked;
  private final int columnsOfApplication;
  private final List<String> columns;

  private KeyRequest(boolean asked, int columnsOfApplication, List<String> columns) {
    this.asked = asked;
    this.columnsOfApplication = columnsOfApplication;
    this.columns = columns;
  }

  /** Nobody asked. */
  static KeyRequest none() {
    return NONE;
  }

  /**
   * The application asked, without naming columns, or for columns that hold the key; it gets what
   * the driver gives.
   */
  static KeyRequest ofApplication() {
    return new KeyRequest(true, Integer.MAX_VALUE, List.of());
  }

  /**
   * The agent asked for columns, of which the first few are the application's own.
   *
   * @param columnsOfApplication how many columns the application asked for, 0 when it asked for
   *     none
   */
  static KeyRequest ofAgent(List<String> columns, int columnsOfApplication) {
    return new KeyRequest(true, columnsOfApplication, List.copyOf(columns));
  }

  /** Whether the driver returns keys. */
  boolean asked() {
    return asked;
  }

  /** Whether the application must not see that keys were asked for. */
  boolean hiddenFromApplication() {
    return asked && columnsOfApplication == 0;
  }

  /** Whether the application sees some of the columns that were asked for. */
  boolean partlyHidden() {
    return asked && columnsOfApplication < columns.size();
  }

  int columnsOfApplication() {
    return columnsOfApplication;
  }
}
