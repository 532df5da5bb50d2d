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
 */
final class TokenizedText {
  private final int[] tokens;
  private final int[][] sentences;

  private TokenizedText(int[] tokens, int[][] sentences) {
    this.tokens = tokens;
    this.sentences = sentences;
  }

  static TokenizedText of(
      String text,
      RougeTokenizer tokenizer,
      SentenceSplitter splitter,
      Numbering<String> vocabulary) {
    int[][] sentences =
        split(text, splitter).stream()
            .map(sentence -> numbers(sentence, tokenizer, vocabulary))
            .toArray(int[][]::new);
    // No token spans a newline, so the lines' tokens are the text's: no need to tokenize twice.
    int[] tokens =
        splitter == SentenceSplitter.NEWLINE
            ? Stream.of(sentences).flatMapToInt(Arrays::stream).toArray()
            : numbers(text, tokenizer, vocabulary);
    return new TokenizedText(tokens, sentences);
  }

  int[] tokens() {
    return tokens;
  }

  int[][] sentences() {
    return sentences;
  }

  private static List<String> split(String text, SentenceSplitter splitter) {
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

  private static int[] numbers(
      String text, RougeTokenizer tokenizer, Numbering<String> vocabulary) {
    return tokenizer.tokenize(text).stream().mapToInt(vocabulary::numberOf).toArray();
  }
}
