package dev.dualwrite.bench.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured of one contender.
 *
 * @param bench the part of the run
 * @param where over which driver, or behind which delay
 * @param work what was done
 * @param contender who did it
 * @param values the figures by name; the names end with the unit
 */
public record Figure(
    String bench, String where, String work, String contender, Map<String, Double> values) {

  public double value(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name + " in " + this);
    }
    return value;
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bench", bench);
    json.put("where", where);
    json.put("work", work);
    json.put("contender", contender);
    json.put("values", values);
    return json;
  }

  static Figure of(Map<?, ?> json) {
    Map<String, Double> values = new LinkedHashMap<>();
    ((Map<?, ?>) json.get("values"))
        .forEach((name, value) -> values.put((String) name, ((Number) value).doubleValue()));
    return new Figure(
        (String) json.get("bench"),
        (String) json.get("where"),
        (String) json.get("work"),
        (String) json.get("contender"),
        values);
  }
}
