package io.summarizer.generate;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import io.summarizer.GenerationOptions;
import io.summarizer.text.TokenIds;
import io.summarizer.text.Tokenizer;
import java.util.List;

/** Turns the words that options forbid into the tokens that a {@link Generator} knows. */
public final class ForbiddenWords {
  private ForbiddenWords() {}

  /**
   * Options without words: the tokens of each, as they come after a space, are forbidden besides
   * the tokens that are already.
   *
   * @throws IllegalArgumentException if a word is longer than what the tokenizer takes
   */
  public static GenerationOptions toTokens(GenerationOptions options, Tokenizer tokenizer) {
    ImmutableList.Builder<List<Integer>> forbidden = ImmutableList.builder();
    forbidden.addAll(options.forbiddenTokens());
    for (String word : options.forbiddenWords()) {
      TokenIds tokens = tokenizer.target(word);
      if (tokens.truncated()) {
        throw new IllegalArgumentException(
            "forbiddenWords: expected words of less than "
                + tokenizer.maxTargetLength()
                + " tokens, the tokenizer's limit, got \""
                + word
                + "\"");
      }
      List<Integer> ids = Ints.asList(tokens.ids());
      forbidden.add(ids.subList(0, ids.size() - 1)); // the last is the end token
    }
    return options.toBuilder().forbiddenWords(List.of()).forbiddenTokens(forbidden.build()).build();
  }
}
