package io.summarizer.rouge;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * One of the things that a ROUGE type counts in a text: an n-gram, a pair of tokens, or a token of
 * a subsequence.
 *
 * @param tokens its tokens in the order of the text
 */
public record RougeUnit(List<Token> tokens) {
  /** Checks that the list is there; copies it. */
  public RougeUnit {
    Objects.requireNonNull(tokens, "RougeUnit tokens: expected a list of tokens, got null");
    tokens = List.copyOf(tokens);
  }

  /** Its tokens as they are compared, separated by spaces: "hunger games". */
  public String compared() {
    return tokens.stream().map(Token::compared).collect(Collectors.joining(" "));
  }

  /** Its tokens as the text spells them, separated by spaces: "Hunger Games". */
  public String original() {
    return tokens.stream().map(Token::original).collect(Collectors.joining(" "));
  }

  /**
   * One token of a text.
   *
   * @param compared what is compared: what the tokenizer made of it, stemmed if the profile says so
   * @param original how the text spells it
   * @param start index of its first character in the text; absent for ROUGE-Lsum if the sentence
   *     splitter returned a sentence that the text does not hold as it is
   */
  public record Token(String compared, String original, OptionalInt start) {
    /** Checks that nothing is missing. */
    public Token {
      Objects.requireNonNull(compared, "Token compared: expected a text, got null");
      Objects.requireNonNull(original, "Token original: expected a text, got null");
      Objects.requireNonNull(start, "Token start: expected a place or none, got null");
    }

    /** Index after its last character in the text; absent if {@link #start} is. */
    public OptionalInt end() {
      return start.isEmpty() ? start : OptionalInt.of(start.getAsInt() + original.length());
    }
  }
}
