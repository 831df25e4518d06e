package dev.dualwrite.bench.run;

import com.fasterxml.jackson.jr.ob.JSON;
import com.fasterxml.jackson.jr.ob.JSON.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The figures of one bench, and what is to be said of them, as a file. */
public final class Figures {
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, String> facts = new TreeMap<>();

  /** Returns what is in the file; nothing when it isn't there. */
  public static Figures read(Path file) throws IOException {
    Figures read = new Figures();
    if (!Files.isRegularFile(file)) {
      return read;
    }
    Map<String, Object> json = JSON.std.mapFrom(Files.readString(file));
    ((Map<?, ?>) json.get("facts"))
        .forEach((name, value) -> read.fact((String) name, (String) value));
    ((List<?>) json.get("notes")).forEach(note -> read.note((String) note));
    ((List<?>) json.get("figures")).forEach(each -> read.add(Figure.of((Map<?, ?>) each)));
    return read;
  }

  public void write(Path file) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("facts", facts);
    json.put("notes", notes);
    json.put("figures", figures.stream().map(Figure::toJson).toList());
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, JSON.std.with(Feature.PRETTY_PRINT_OUTPUT).asString(json) + "\n");
  }

  public void add(Figure figure) {
    figures.add(figure);
  }

  /** Adds a sentence for the page, such as who doesn't run where; once. */
  public void note(String sentence) {
    if (!notes.contains(sentence)) {
      notes.add(sentence);
    }
  }

  /** Sets what the run was made with or on. */
  public void fact(String name, String value) {
    facts.put(name, value);
  }

  public Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  public List<String> notes() {
    return List.copyOf(notes);
  }

  public boolean isEmpty() {
    return figures.isEmpty();
  }

  /** Returns the figures of all contenders at some work somewhere. */
  public List<Figure> of(String where, String work) {
    return figures.stream()
        .filter(each -> each.where().equals(where) && each.work().equals(work))
        .toList();
  }

  public Optional<Figure> of(String where, String work, String contender) {
    return of(where, work).stream().filter(each -> each.contender().equals(contender)).findFirst();
  }

  public List<String> places() {
    return distinct(Figure::where);
  }

  public List<String> works() {
    return distinct(Figure::work);
  }

  public List<String> contenders() {
    return distinct(Figure::contender);
  }

  private List<String> distinct(Function<Figure, String> part) {
    return figures.stream().map(part).distinct().toList();
  }
}
