package io.summarizer.rouge;

import io.summarizer.rouge.RougeUnit.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A text as tokens that know their places, once in a row and once by sentence; {@link
 * TokenizedText} is the same for counting.
 *
 * @param text the text
 * @param tokens of the whole text
 * @param sentences the tokens of each sentence
 */
record PlacedText(String text, List<Token> tokens, List<List<Token>> sentences) {
  static PlacedText of(String text, RougeProfile profile) {
    return new PlacedText(text, tokens(text, OptionalInt.of(0), profile), sentences(text, profile));
  }

  private static List<List<Token>> sentences(String text, RougeProfile profile) {
    List<List<Token>> sentences = new ArrayList<>();
    int searched = 0;
    for (String sentence : TokenizedText.sentences(text, profile.sentences())) {
      int found = text.indexOf(sentence, searched);
      OptionalInt start = found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
      sentences.add(tokens(sentence, start, profile));
      searched = found < 0 ? searched : found + sentence.length();
    }
    return sentences;
  }

  /** The tokens of a part of the text that begins at {@code start}. */
  private static List<Token> tokens(String part, OptionalInt start, RougeProfile profile) {
    return TokenizedText.tokens(part, profile.tokenizer()).stream()
        .map(
            token -> {
              requireWithin(part, token, profile.tokenizer());
              return new Token(
                  profile.stemmer().stem(token.text()),
                  part.substring(token.start(), token.end()),
                  start.isEmpty() ? start : OptionalInt.of(start.getAsInt() + token.start()));
            })
        .toList();
  }

  private static void requireWithin(
      String text, RougeTokenizer.Token token, RougeTokenizer tokenizer) {
    if (token.end() > text.length()) {
      throw new IllegalArgumentException(
          "RougeTokenizer "
              + tokenizer
              + ": expected places within the text of "
              + text.length()
              + " characters, got "
              + token
              + "; give the place of the token in the text");
    }
  }

  List<Token> sentenceTokens() {
    return sentences.stream().flatMap(List::stream).toList();
  }

  TokenizedText numbered(Numbering<String> vocabulary) {
    return new TokenizedText(
        numbers(tokens, vocabulary),
        sentences.stream().map(tokens -> numbers(tokens, vocabulary)).toArray(int[][]::new));
  }

  private static int[] numbers(List<Token> tokens, Numbering<String> vocabulary) {
    return tokens.stream().mapToInt(token -> vocabulary.numberOf(token.compared())).toArray();
  }
}
