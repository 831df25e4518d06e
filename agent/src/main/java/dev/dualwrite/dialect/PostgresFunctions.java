package dev.dualwrite.dialect;

import java.util.Set;

/** PostgreSQL's built-in functions, of versions 9.6 to 18, and those of its common extensions. */
final class PostgresFunctions {
  static final Set<String> VOLATILE =
      BuiltInFunctions.union(
          BuiltInFunctions.VOLATILE,
          BuiltInFunctions.names(
              "clock_timestamp statement_timestamp transaction_timestamp timeofday age",
              "random_normal array_sample array_shuffle gen_random_uuid gen_random_bytes gen_salt uuidv4 uuidv7",
              "uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 setval setseed",
              "txid_current txid_current_if_assigned txid_current_snapshot pg_current_xact_id",
              "pg_current_xact_id_if_assigned pg_current_snapshot pg_backend_pid",
              "pg_current_wal_lsn current_database current_schemas current_query",
              "current_setting set_config inet_client_addr inet_client_port inet_server_addr",
              "inet_server_port version pg_postmaster_start_time pg_conf_load_time",
              "pg_is_in_recovery pg_sleep pg_sleep_for pg_sleep_until pg_advisory_lock",
              "pg_advisory_xact_lock pg_try_advisory_lock pg_try_advisory_xact_lock",
              "pg_advisory_unlock pg_advisory_unlock_all pg_notify pg_trigger_depth"));

  static final Set<String> PURE =
      BuiltInFunctions.union(
          BuiltInFunctions.PURE,
          BuiltInFunctions.names(
              "asind acosd atand atan2d cosd sind tand cotd cosh sinh tanh acosh asinh atanh",
              "cbrt div erf erfc factorial gamma gcd lcm lgamma min_scale scale trim_scale",
              "width_bucket btrim casefold format parse_ident quote_ident quote_literal",
              "quote_nullable regexp_match regexp_matches regexp_split_to_array",
              "regexp_split_to_table split_part starts_with string_to_array string_to_table",
              "to_ascii to_bin to_hex to_oct unistr normalize is_normalized encode get_bit",
              "get_byte set_bit set_byte sha224 sha256 sha384 sha512 bit_count crc32 crc32c",
              "convert_from convert_to date_bin isfinite justify_days justify_hours",
              "justify_interval make_date make_interval make_time make_timestamp",
              "make_timestamptz timezone overlaps enum_first enum_last enum_range host netmask",
              "network broadcast family masklen set_masklen hostmask abbrev inet_merge",
              "inet_same_family macaddr8_set7bit setweight strip to_tsquery to_tsvector",
              "plainto_tsquery phraseto_tsquery websearch_to_tsquery ts_headline ts_rank",
              "ts_rank_cd ts_rewrite ts_delete ts_filter numnode querytree tsvector_to_array",
              "array_to_tsvector xmlcomment xmlconcat xmlelement xmlforest xmlpi xmlroot xmlagg",
              "xpath xpath_exists xmltable to_json to_jsonb array_to_json row_to_json",
              "json_build_array jsonb_build_array json_build_object jsonb_build_object",
              "jsonb_object json_array_elements jsonb_array_elements json_array_elements_text",
              "jsonb_array_elements_text json_array_length jsonb_array_length json_each jsonb_each",
              "json_each_text jsonb_each_text json_extract_path jsonb_extract_path",
              "json_extract_path_text jsonb_extract_path_text json_object_keys jsonb_object_keys",
              "json_populate_record jsonb_populate_record json_populate_recordset",
              "jsonb_populate_recordset json_to_record jsonb_to_record json_to_recordset",
              "jsonb_to_recordset json_strip_nulls jsonb_strip_nulls jsonb_set jsonb_set_lax",
              "jsonb_insert jsonb_path_exists jsonb_path_match jsonb_path_query",
              "jsonb_path_query_array jsonb_path_query_first jsonb_pretty json_typeof jsonb_typeof",
              "json_scalar json_serialize json_agg jsonb_agg json_object_agg jsonb_object_agg",
              "array_append array_cat array_dims array_fill array_length array_lower array_ndims",
              "array_position array_positions array_prepend array_remove array_replace",
              "array_reverse array_sort array_to_string array_upper",
              "cardinality trim_array any all some isempty lower_inc lower_inf upper_inc upper_inf",
              "range_merge multirange int4range int8range numrange tsrange tstzrange daterange",
              "range_agg range_intersect_agg regr_avgx regr_avgy regr_count regr_intercept regr_r2",
              "regr_slope regr_sxx regr_sxy regr_syy generate_series generate_subscripts num_nulls",
              "num_nonnulls pg_typeof pg_column_size digest hmac crypt similarity word_similarity",
              "unaccent hashtext hashtextextended uuid_generate_v3 uuid_generate_v5 uuid_nil",
              "date text int4 int8 float4 float8 numeric bool point box circle line lseg path",
              "polygon area center diameter radius height width npoints"));

  /** Also those that run SQL which they are given as a text. */
  static final Set<String> WRITING =
      BuiltInFunctions.names(
          "lo_create lo_creat lo_from_bytea lo_import lo_open lo_put lo_truncate lo_truncate64",
          "lo_unlink lowrite query_to_xml query_to_xmlschema query_to_xml_and_xmlschema",
          "cursor_to_xml pg_replication_origin_create pg_logical_emit_message");

  private PostgresFunctions() {}
}
