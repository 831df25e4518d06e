package dev.dualwrite.dialect;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** How a vendor's SQL text is split into strings, identifiers and comments. */
public final class Lexing {

  /** What SQL texts of some vendors have beyond the standard. */
  public enum Feature {
    /** A backslash in a string takes the next character as it is (MySQL's default). */
    BACKSLASH_ESCAPES,
    /** {@code "x"} is a string, not an identifier (MySQL's default). */
    DOUBLE_QUOTES_ARE_STRINGS,
    /** {@code $$text$$} is a string. */
    DOLLAR_QUOTES,
    /** The text between the dollars of {@code $tag$text$tag$} may be a tag. */
    DOLLAR_TAGS,
    /** {@code E'text'} is a string in which a backslash escapes. */
    ESCAPE_STRINGS,
    /** {@code #} starts a comment that ends with the line. */
    HASH_COMMENTS,
    /** {@code //} starts a comment that ends with the line. */
    SLASH_COMMENTS,
    /** {@code --} starts a comment only before white space. */
    DASH_COMMENTS_NEED_SPACE,
    /** Comments within comments are counted. */
    NESTED_COMMENTS,
    /** {@code /*! text *}{@code /} is executed. */
    EXECUTABLE_COMMENTS,
    /** {@code `x`} is an identifier. */
    BACKTICK_IDENTIFIERS,
    /** {@code [x]} is an identifier. */
    BRACKET_IDENTIFIERS
  }

  private final Set<Feature> features;

  private Lexing(Set<Feature> features) {
    this.features = features;
  }

  static Lexing standard() {
    return new Lexing(Collections.emptySet());
  }

  static Lexing with(Feature first, Feature... more) {
    return new Lexing(Collections.unmodifiableSet(EnumSet.of(first, more)));
  }

  /** Tells whether the vendor's SQL has the feature. */
  public boolean has(Feature feature) {
    return features.contains(feature);
  }

  /** Tells whether a backslash escapes the next character of any string. */
  public boolean backslashEscapes() {
    return has(Feature.BACKSLASH_ESCAPES);
  }

  /** Tells whether double quotes hold a string and not an identifier. */
  public boolean doubleQuotesAreStrings() {
    return has(Feature.DOUBLE_QUOTES_ARE_STRINGS);
  }

  /** Tells whether {@code $$} starts a string. */
  public boolean dollarQuotes() {
    return has(Feature.DOLLAR_QUOTES);
  }

  /** Tells whether the dollars of a string may hold a tag. */
  public boolean dollarTags() {
    return has(Feature.DOLLAR_TAGS);
  }

  /** Tells whether {@code E'…'} is a string with backslash escapes. */
  public boolean escapeStrings() {
    return has(Feature.ESCAPE_STRINGS);
  }

  /** Tells whether {@code #} starts a comment. */
  public boolean hashComments() {
    return has(Feature.HASH_COMMENTS);
  }

  /** Tells whether {@code //} starts a comment. */
  public boolean slashComments() {
    return has(Feature.SLASH_COMMENTS);
  }

  /** Tells whether {@code --} starts a comment only before white space. */
  public boolean dashCommentsNeedSpace() {
    return has(Feature.DASH_COMMENTS_NEED_SPACE);
  }

  /** Tells whether a comment may hold comments. */
  public boolean nestedComments() {
    return has(Feature.NESTED_COMMENTS);
  }

  /** Tells whether comments that start with an exclamation mark are executed. */
  public boolean executableComments() {
    return has(Feature.EXECUTABLE_COMMENTS);
  }

  /** Tells whether backticks hold an identifier. */
  public boolean backtickIdentifiers() {
    return has(Feature.BACKTICK_IDENTIFIERS);
  }

  /** Tells whether square brackets hold an identifier. */
  public boolean bracketIdentifiers() {
    return has(Feature.BRACKET_IDENTIFIERS);
  }
}
