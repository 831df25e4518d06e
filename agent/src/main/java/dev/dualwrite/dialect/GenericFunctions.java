package dev.dualwrite.dialect;

import java.util.Set;

/** The built-in functions of the other vendors whose value differs from call to call. */
final class GenericFunctions {
  static final Set<String> VOLATILE =
      BuiltInFunctions.union(
          BuiltInFunctions.VOLATILE,
          BuiltInFunctions.names(
              "curdate curtime sysdate systimestamp today getdate getutcdate sysdatetime",
              "sysutcdatetime sysdatetimeoffset newid newsequentialid sys_guid uuid gen_random_uuid",
              "generate_unique randomblob last_insert_rowid changes total_changes scope_identity",
              "ident_current identity identity_val_local rowcount_big suser_sname suser_name",
              "user_name host_name app_name db_name sys_context userenv datetime julianday",
              "strftime unixepoch rownum database session_id transaction_id"));

  private GenericFunctions() {}
}
