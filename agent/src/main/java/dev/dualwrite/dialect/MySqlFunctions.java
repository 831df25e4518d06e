package dev.dualwrite.dialect;

import java.util.Set;

/** The built-in functions of MySQL and MariaDB. */
final class MySqlFunctions {
  static final Set<String> VOLATILE =
      BuiltInFunctions.union(
          BuiltInFunctions.VOLATILE,
          BuiltInFunctions.names(
              "curdate curtime sysdate utc_date utc_time utc_timestamp unix_timestamp",
              "uuid_short sys_guid uuid_v4 uuid_v7 random_bytes connection_id last_insert_id",
              "row_count found_rows database schema version benchmark sleep get_lock release_lock",
              "release_all_locks is_free_lock is_used_lock setval lastval load_file master_pos_wait",
              "source_pos_wait wait_for_executed_gtid_set name_const encrypt"));

  static final Set<String> PURE =
      BuiltInFunctions.union(
          BuiltInFunctions.PURE,
          BuiltInFunctions.names(
              "adddate addtime subdate subtime add_months aes_decrypt aes_encrypt bin bin_to_uuid",
              "uuid_to_bin is_uuid bit_count char chr coercibility collation charset compress",
              "uncompress uncompressed_length conv convert_tz crc32 crc32c date date_format elt",
              "export_set field find_in_set format format_bytes format_pico_time from_base64",
              "to_base64 from_days to_days to_seconds from_unixtime get_format hex unhex inet_aton",
              "inet_ntoa inet6_aton inet6_ntoa is_ipv4 is_ipv6 is_ipv4_compat is_ipv4_mapped interval",
              "isnull is_null json json_append json_array_append json_array_insert json_contains",
              "json_contains_path json_depth json_extract json_insert json_keys json_length json_merge",
              "json_merge_patch json_merge_preserve json_overlaps json_pretty json_quote json_remove",
              "json_replace json_schema_valid json_search json_set json_storage_size json_table json_type",
              "json_unquote json_valid json_detailed json_compact json_equals json_normalize lengthb",
              "make_set makedate maketime mid microsecond natural_sort_key oct ord ordinal period_add",
              "period_diff quote regexp sec_to_time sha sha1 sha2 std strcmp str_to_date substring_index",
              "substrb sformat time time_format time_to_sec timediff timestamp to_char",
              "updatexml extractvalue values value weekday weekofyear weight_string yearweek",
              "st_astext st_asbinary st_geomfromtext st_geomfromwkb st_x st_y st_distance",
              "st_distance_sphere st_contains st_within st_intersects point polygon linestring"));

  private MySqlFunctions() {}
}
