package dev.dualwrite.dialect;

import java.util.Set;

/** H2's built-in functions, those of its compatibility modes included. */
final class H2Functions {
  static final Set<String> VOLATILE =
      BuiltInFunctions.union(
          BuiltInFunctions.VOLATILE,
          BuiltInFunctions.names(
              "curdate curtime curtimestamp sysdate systimestamp systime today getdate",
              "current_timestamp_9 random_uuid gen_random_uuid newid uuid sys_guid secure_rand rand",
              "session_id database database_path schema lock_mode lock_timeout memory_free",
              "memory_used readonly transaction_id h2version identity scope_identity last_insert_id",
              "rownum cancel_session abort_session file_read file_write csvread csvwrite link_schema",
              "unix_timestamp autocommit set data_type_sql zero_days"));

  static final Set<String> PURE =
      BuiltInFunctions.union(
          BuiltInFunctions.PURE,
          BuiltInFunctions.names(
              "acosh asinh atanh cosh sinh tanh bitand bitcount bitget bitnand bitnor bitnot bitor",
              "bitxnor bitxor lshift rshift ulshift urshift rotateleft rotateright bit_nand bit_nor",
              "bit_xnor bit_and_agg bit_or_agg bit_xor_agg any some all gcd gcd_agg lcm lcm_agg",
              "compress expand decrypt encrypt hash ora_hash roundmagic zero crc32 btrim difference",
              "hextoraw rawtohex quote_ident regexp_like right stringdecode stringencode",
              "stringtoutf8 utf8tostring to_char xmlattr xmlcdata xmlcomment xmlnode xmlstartdoc",
              "xmltext array_append array_cat array_contains array_get array_length array_max_cardinality",
              "array_slice cardinality trim_array formatdatetime parsedatetime from_unixtime date_format",
              "iso_day_of_week iso_week iso_year day_of_week day_of_month day_of_year timestamp_add",
              "timestamp_diff current_time_zone casewhen estimated_envelope envelope geometry_z",
              "regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy",
              "regr_syy rank_agg histogram system_range table generate_series truncate_value"));

  private H2Functions() {}
}
