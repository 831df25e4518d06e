package dev.dualwrite.divergence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.dualwrite.logging.RollingFile;
import dev.dualwrite.plan.SqlMasker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The divergence log summed up: its records by table, kind and SQL. */
public final class DivergenceReport {
  private final Map<List<Object>, DivergenceGroup> groups = new LinkedHashMap<>();
  private final Map<String, List<DivergenceGroup>> openBySubject = new HashMap<>();
  private final SqlMasker masker;
  private final List<Path> files;
  private final List<String> unreadable = new ArrayList<>();
  private long records;

  private DivergenceReport(List<Path> files, SqlMasker masker) {
    this.masker = masker;
    this.files = files;
  }

  /**
   * Reads a log with its rotated files.
   *
   * @param masker makes one of the SQL texts that differ only in their literals
   * @throws NoSuchFileException if there is none
   * @throws IOException if it cannot be read
   */
  public static DivergenceReport read(Path log, SqlMasker masker) throws IOException {
    DivergenceReport report = new DivergenceReport(RollingFile.files(log), masker);
    if (report.files.isEmpty()) {
      throw new NoSuchFileException(log.toString());
    }
    for (Path file : report.files) {
      report.readFile(file);
    }
    return report;
  }

  /** The files that were read, oldest first. */
  public List<Path> files() {
    return files;
  }

  /** The groups, those with the most open records first. */
  public List<DivergenceGroup> groups() {
    return groups.values().stream()
        .sorted(
            Comparator.comparingLong(DivergenceGroup::open)
                .thenComparingLong(DivergenceGroup::count)
                .reversed())
        .collect(Collectors.toUnmodifiableList());
  }

  /** The number of records that were read. */
  public long records() {
    return records;
  }

  /** The number of records whose difference was neither repaired nor resolved. */
  public long open() {
    return groups.values().stream().mapToLong(DivergenceGroup::open).sum();
  }

  /** The places of lines that are no record, as a crash or a full disk leaves them. */
  public List<String> unreadable() {
    return Collections.unmodifiableList(unreadable);
  }

  private void readFile(Path file) throws IOException {
    try (BufferedReader reader =
        // A reader that replaces what is no UTF-8: a torn line may end within a character.
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      long number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        readLine(line, file.getFileName() + ":" + number);
      }
    }
  }

  private void readLine(String line, String place) throws IOException {
    if (line.isBlank()) {
      return;
    }
    try {
      add(new RecordedDivergence(JSON.std.mapFrom(line), place));
    } catch (JsonProcessingException torn) {
      unreadable.add(place);
    }
  }

  private void add(RecordedDivergence record) {
    records++;
    DivergenceGroup group = groupOf(record);
    group.add(record);
    if (record.resolves()) {
      record.subject().ifPresent(this::resolve);
    } else if (record.isOpen()) {
      record
          .subject()
          .ifPresent(
              subject ->
                  openBySubject.computeIfAbsent(subject, none -> new ArrayList<>()).add(group));
    }
  }

  private DivergenceGroup groupOf(RecordedDivergence record) {
    var sql = record.text("sql").map(masker::mask);
    return groups.computeIfAbsent(
        List.of(record.text("table"), record.kind(), sql),
        unseen -> new DivergenceGroup(record.text("table"), record.kind(), sql));
  }

  private void resolve(String subject) {
    List<DivergenceGroup> resolved = openBySubject.remove(subject);
    if (resolved != null) {
      resolved.forEach(DivergenceGroup::resolveOne);
    }
  }
}
