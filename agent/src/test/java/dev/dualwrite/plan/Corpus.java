package dev.dualwrite.plan;

import dev.dualwrite.config.DdlMode;
import dev.dualwrite.config.Globs;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.mapping.MappingReader;
import dev.dualwrite.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The statements of {@code corpus.txt}, each with its expected plan. A section's header names the
 * primary's URL, the secondary's where it is of another vendor, and whether tables are mapped.
 * Lines with {@code >} are SQL, the lines below say what is expected.
 */
final class Corpus {
  private static final String MAPPED = " mapped]";

  private static final Mapping MAPPING =
      new MappingReader(
              Map.of(
                  "dualwrite.map.table.accounts", "crm.people",
                  "dualwrite.map.column.accounts.email", "mail",
                  "dualwrite.map.ignore.old.orders", "note",
                  "dualwrite.map.convert.orders.status", "lower-case",
                  "dualwrite.map.constant.stock.unit", "piece",
                  "dualwrite.map.table.nowhere", "somewhere"))
          .mapping();

  /** One statement. */
  record Entry(
      int line,
      String primary,
      String secondary,
      boolean mapped,
      String sql,
      List<String> expected) {

    Planner planner() {
      return planner(new FixedSchema(Dialects.forUrl(primary)));
    }

    Planner planner(Schema schema) {
      return new Planner(
          Dialects.forUrl(primary),
          Dialects.forUrl(secondary),
          schema,
          new PlannerOptions(
              Globs.parse("vol_*"),
              Globs.parse("log_*"),
              Globs.none(),
              Globs.parse("recount"),
              DdlMode.LOG,
              mapped ? MAPPING : Mapping.none()));
    }

    @Override
    public String toString() {
      return "corpus.txt:" + line + " " + sql;
    }
  }

  private Corpus() {}

  static List<Entry> read() {
    List<Entry> entries = new ArrayList<>();
    String[] urls = {"", ""};
    boolean mapped = false;
    List<String> sql = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    List<String> lines = lines();
    lines.add("");
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("[")) {
        mapped = line.endsWith(MAPPED);
        String urlNames = line.substring(1, line.length() - (mapped ? MAPPED.length() : 1));
        String[] named = urlNames.split(" to ", -1);
        urls = new String[] {named[0], named[named.length - 1]};
      } else if (line.startsWith("> ")) {
        sql.add(line.substring(2));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        expected.add(line.strip());
      } else if (line.isBlank() && !sql.isEmpty()) {
        entries.add(
            new Entry(
                i + 1 - sql.size() - expected.size(),
                urls[0],
                urls[1],
                mapped,
                String.join("\n", sql),
                List.copyOf(expected)));
        sql.clear();
        expected.clear();
      }
    }
    return entries;
  }

  private static List<String> lines() {
    try (InputStream file = Corpus.class.getResourceAsStream("corpus.txt")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns a plan in the words of the file. */
  static List<String> describe(Plan plan) {
    List<String> lines = new ArrayList<>();
    String hazards = plan.hazards().stream().map(Hazard::label).collect(Collectors.joining(" "));
    lines.add((plan.kind() + " " + plan.strategy().label() + " " + hazards).strip());
    if (plan.keysBefore().type() != KeySource.Type.NONE) {
      lines.add("before " + plan.keysBefore());
    }
    if (plan.keysAfter().type() != KeySource.Type.NONE) {
      lines.add("after " + plan.keysAfter());
    }
    if (plan.rewritten()) {
      lines.add("rewritten");
    }
    if (plan.returnsRows()) {
      lines.add("returns rows");
    }
    if (plan.changesSession()) {
      lines.add("changes session");
    }
    if (plan.commitsImplicitly()) {
      lines.add("commits");
    }
    plan.transaction().ifPresent(command -> lines.add("transaction " + command));
    for (Plan part : plan.parts()) {
      lines.add("part " + part.firstParameter() + " " + String.join("; ", describe(part)));
    }
    return lines;
  }
}
