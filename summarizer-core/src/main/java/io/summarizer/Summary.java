package io.summarizer;

import java.util.List;

/**
 * A generated summary.
 *
 * @param text without special tokens
 * @param tokenIds the generated tokens, with the end token unless the limit came first
 * @param inputTokens the tokens of the whole article, with prefix and end token
 * @param usedTokens how many of them the model saw
 * @param ended whether the model ended the summary itself; otherwise the limit cut it off
 */
public record Summary(
    String text, List<Integer> tokenIds, int inputTokens, int usedTokens, boolean ended) {
  public Summary {
    tokenIds = List.copyOf(tokenIds);
  }

  /** Whether the model saw only the beginning of the article. */
  public boolean truncated() {
    return usedTokens < inputTokens;
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
