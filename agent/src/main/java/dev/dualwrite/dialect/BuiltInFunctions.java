package dev.dualwrite.dialect;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The built-in functions that several vendors share. */
final class BuiltInFunctions {
  static final Set<String> VOLATILE =
      names(
          "current_date current_time current_timestamp localtime localtimestamp now",
          "current_user session_user system_user user current_role current_catalog current_schema",
          "random rand uuid nextval currval lastval");

  static final Set<String> PURE =
      names(
          "abs acos asin atan atan2 ceil ceiling cos cot degrees exp floor ln log log10 log2 mod pi",
          "power pow radians round sign sin sqrt tan trunc truncate greatest least coalesce nullif",
          "ascii bit_length char_length character_length chr char concat concat_ws initcap insert",
          "instr lcase left length locate lower lpad ltrim md5 octet_length overlay position repeat",
          "replace reverse right rpad rtrim soundex space strpos substr substring translate trim",
          "ucase upper regexp_replace regexp_substr regexp_like regexp_count regexp_instr",
          "cast convert extract date_part date_trunc to_char to_date to_number to_timestamp",
          "year month day hour minute second quarter week dayofweek dayofmonth dayofyear dayname",
          "monthname date_add date_sub datediff timestampadd timestampdiff dateadd last_day",
          "count sum avg min max every any_value bool_and bool_or bit_and bit_or bit_xor",
          "array_agg string_agg listagg group_concat json_arrayagg json_objectagg stddev",
          "stddev_pop stddev_samp variance var_pop var_samp covar_pop covar_samp corr median mode",
          "percentile_cont percentile_disc rank dense_rank percent_rank cume_dist row_number ntile",
          "lag lead first_value last_value nth_value grouping exists json_object json_array",
          "json_value json_query json_exists unnest if ifnull nvl nvl2 decode case row array");

  private BuiltInFunctions() {}

  /** Splits lines of names; a set's order has no meaning. */
  static Set<String> names(String... lines) {
    Set<String> names = new HashSet<>();
    for (String line : lines) {
      names.addAll(List.of(line.split(" ")));
    }
    return Collections.unmodifiableSet(names);
  }

  static Set<String> union(Set<String> common, Set<String> own) {
    Set<String> all = new HashSet<>(common);
    all.addAll(own);
    return Collections.unmodifiableSet(all);
  }
}
