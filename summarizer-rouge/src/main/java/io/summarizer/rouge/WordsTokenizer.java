package io.summarizer.rouge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Tokens of a function that returns words alone; see {@link RougeTokenizer#words}. */
record WordsTokenizer(Function<String, List<String>> words) implements RougeTokenizer {
  @Override
  public List<Token> tokenize(String text) {
    List<String> found = words.apply(text);
    if (found == null || found.stream().anyMatch(word -> word == null || word.isEmpty())) {
      throw new IllegalArgumentException(
          "RougeTokenizer words: expected a list of words that are not empty, got "
              + found
              + "; return an empty list for a text without words");
    }
    List<Token> tokens = new ArrayList<>(found.size());
    int from = 0;
    for (String word : found) {
      int start = indexOfIgnoringCase(text, word, from);
      from = start < 0 ? from : start + word.length();
      tokens.add(new Token(word, start < 0 ? from : start, from));
    }
    return tokens;
  }

  private static int indexOfIgnoringCase(String text, String word, int from) {
    for (int start = from; start <= text.length() - word.length(); start++) {
      if (text.regionMatches(true, start, word, 0, word.length())) {
        return start;
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return "words";
  }
}
