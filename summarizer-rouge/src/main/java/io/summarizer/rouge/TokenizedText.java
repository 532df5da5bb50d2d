package io.summarizer.rouge;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A text as numbered tokens, once in a row and once by sentence.
 *
 * <p>Token numbers come from a {@link Numbering} that both texts of a pair share, so comparing two
 * tokens is comparing two ints.
 *
 * @param tokens of the whole text
 * @param sentences the tokens of each sentence
 */
record TokenizedText(int[] tokens, int[][] sentences) {
  static TokenizedText of(String text, RougeProfile profile, Numbering<String> vocabulary) {
    int[][] sentences =
        sentences(text, profile.sentences()).stream()
            .map(sentence -> numbers(sentence, profile, vocabulary))
            .toArray(int[][]::new);
    // No ASCII token spans a newline, so the lines' tokens are the text's: no need to cut twice.
    int[] tokens =
        profile.sentences() == SentenceSplitter.NEWLINE
                && profile.tokenizer() == RougeTokenizer.ASCII
            ? Stream.of(sentences).flatMapToInt(Arrays::stream).toArray()
            : numbers(text, profile, vocabulary);
    return new TokenizedText(tokens, sentences);
  }

  static List<String> sentences(String text, SentenceSplitter splitter) {
    List<String> sentences = splitter.split(text);
    if (sentences == null || sentences.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(
          "SentenceSplitter "
              + splitter
              + ": expected a list of sentences, got "
              + (sentences == null ? "null" : "a list with a null in it")
              + "; return an empty list for a text without sentences");
    }
    return sentences;
  }

  private static int[] numbers(String text, RougeProfile profile, Numbering<String> vocabulary) {
    List<RougeTokenizer.Token> tokens = tokens(text, profile.tokenizer());
    int[] numbers = new int[tokens.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = vocabulary.numberOf(profile.stemmer().stem(tokens.get(i).text()));
    }
    return numbers;
  }

  static List<RougeTokenizer.Token> tokens(String text, RougeTokenizer tokenizer) {
    List<RougeTokenizer.Token> tokens = tokenizer.tokenize(text);
    if (tokens == null) {
      throw new IllegalArgumentException(
          "RougeTokenizer "
              + tokenizer
              + ": expected a list of tokens, got null; return an empty list for a text without"
              + " tokens");
    }
    return tokens;
  }
}
