package dev.dualwrite.plan;

/** Words of SQL that tell statements and their parts from one another. */
final class Keywords {

  /** What a statement that writes, or may write, starts with. */
  static final WordSet WRITING =
      WordSet.of(
          "insert", "update", "delete", "merge", "replace", "upsert", "truncate", "call", "exec",
          "execute", "copy", "load", "import");

  /** Statements of {@link #WRITING} that are functions too, when a bracket follows. */
  static final WordSet ALSO_FUNCTIONS = WordSet.of("insert", "replace", "truncate");

  /** What may stand before a bracket without being the name of a function. */
  static final WordSet BEFORE_BRACKET =
      WordSet.of(
          // operators and clauses
          "in", "and", "or", "xor", "not", "exists", "any", "all", "some", "between", "like", "ilike",
          "similar", "is", "case", "when", "then", "else", "end", "select", "distinct", "from", "where",
          "having", "by", "on", "using", "join", "cross", "inner", "outer", "left", "right", "full",
          "natural", "lateral", "apply", "union", "except", "intersect", "minus", "limit", "offset",
          "fetch", "first", "next", "top", "over", "filter", "within", "group", "sets", "rollup", "cube",
          "partition", "range", "rows", "window", "with", "recursive", "as", "materialized", "values",
          "value", "set", "into", "returning", "output", "conflict", "constraint", "key", "index", "unique",
          "primary", "table", "only", "default", "ties", "of", "escape", "collate", "against", "match",
          "use", "force", "ignore", "tablesample", "bernoulli", "system", "columns", "nested", "path",
          "ordinality", "unpivot", "pivot", "for", "interval", "row", "array", "struct", "binary",
          // types, whose length stands in brackets
          "char", "character", "varying", "varchar", "varchar2", "nvarchar", "nvarchar2", "nchar", "bpchar",
          "decimal", "dec", "numeric", "number", "float", "double", "precision", "real", "time",
          "timestamp", "timestamptz", "datetime", "datetime2", "bit", "varbit", "varbinary", "int", "integer",
          "bigint", "smallint", "tinyint", "signed", "unsigned");

  private Keywords() {}
}
