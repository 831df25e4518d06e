package dev.dualwrite.plan;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** A set of ASCII words that a piece of a text is looked up in, in any case, without a copy. */
final class WordSet {
  private final String[] table;

  private WordSet(Collection<String> words) {
    table = new String[Integer.highestOneBit(Math.max(4, words.size() * 2)) * 2];
    for (String word : words) {
      add(word.toLowerCase(Locale.ROOT));
    }
  }

  static WordSet of(String... words) {
    return new WordSet(List.of(words));
  }

  /** Returns the words of lines, between blanks. */
  static WordSet lines(String... lines) {
    return new WordSet(Arrays.asList(String.join(" ", lines).split(" ", -1)));
  }

  static WordSet of(Collection<String> words) {
    return new WordSet(words);
  }

  private void add(String word) {
    int slot = slot(word, 0, word.length());
    while (table[slot] != null && !table[slot].equals(word)) {
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = word;
  }

  /** Tells whether the piece of the text is one of the words. */
  boolean contains(String text, int start, int end) {
    int slot = slot(text, start, end);
    while (table[slot] != null) {
      String word = table[slot];
      if (word.length() == end - start && word.regionMatches(true, 0, text, start, end - start)) {
        return true;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return false;
  }

  boolean contains(String word) {
    return contains(word, 0, word.length());
  }

  private int slot(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      hash = hash * 31 + (c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return (hash ^ (hash >>> 16)) & (table.length - 1);
  }
}
