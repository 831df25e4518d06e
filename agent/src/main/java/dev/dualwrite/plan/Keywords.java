package dev.dualwrite.plan;

/** Words of SQL that tell statements and their parts from one another. */
final class Keywords {

  /** What a statement that writes, or may write, starts with. */
  static final WordSet WRITING =
      WordSet.lines(
          "insert update delete merge replace upsert truncate call exec execute copy load import");

  /** Statements of {@link #WRITING} that are functions too, when a bracket follows. */
  static final WordSet ALSO_FUNCTIONS = WordSet.lines("insert replace truncate");

  /** What stands before a bracket and can't be the name of a function. */
  static final WordSet BEFORE_BRACKET =
      WordSet.lines(
          "in and or xor not exists any all some between like ilike similar is case when then else end",
          "select distinct from where having by on using join cross inner outer left right full natural",
          "lateral union except intersect limit offset fetch over group with as values set into returning",
          "conflict constraint unique primary table default collate for interval row array binary",
          // types, whose length stands in brackets
          "char character varying varchar varchar2 nvarchar nvarchar2 nchar bpchar decimal dec numeric",
          "float double precision real time timestamp timestamptz datetime datetime2 varbit varbinary",
          "int integer bigint smallint tinyint signed unsigned");

  /**
   * What stands before a bracket as a keyword, and where somebody made it, as a function's name.
   */
  static final WordSet ALSO_NAMES =
      WordSet.lines(
          "minus first next top filter within sets rollup cube partition range rows window recursive",
          "materialized value output key index only ties of escape against match use force ignore apply",
          "tablesample bernoulli system columns nested path ordinality unpivot pivot struct number bit");

  private Keywords() {}
}
