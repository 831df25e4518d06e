package dev.dualwrite.verify;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Differences for programs, and as the last verification leaves them for a repair. */
public final class DifferenceJson {
  /** The file in the state folder that names what the last verification found. */
  public static final String FILE = "verify-differences.jsonl";

  private DifferenceJson() {}

  /** Returns the difference as a JSON object; it tells no values but the key's. */
  public static Map<String, Object> of(Difference difference) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("kind", difference.kind().label());
    object.put("table", difference.key().table().toString());
    object.put("key", KeyText.of(difference.key()));
    object.put("fields", difference.fields());
    return object;
  }

  /**
   * Leaves the differences in a folder, one a line, in place of those of an earlier verification.
   *
   * @throws IOException when the folder can't be written
   */
  public static void keep(List<TableResult> results, Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    for (TableResult result : results) {
      for (Difference difference : result.named()) {
        lines.add(line(of(difference)));
      }
    }
    Path draft = Files.createTempFile(folder, FILE, ".tmp");
    Files.write(draft, lines);
    Files.move(draft, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String line(Map<String, Object> object) {
    try {
      return JSON.std.asString(object);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a difference cannot be written as JSON", impossible);
    }
  }
}
