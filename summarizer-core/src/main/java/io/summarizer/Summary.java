package io.summarizer;

import java.util.List;

/**
 * A generated summary.
 *
 * @param text without special tokens
 * @param tokenIds the generated tokens, with the end token if there was one
 * @param score the sum of the natural log-probabilities that the model gave them, divided by their
 *     number to the power of the length penalty, see {@link GenerationOptions#lengthPenalty}; 0
 *     without tokens
 * @param inputTokens the tokens of the whole article, with prefix and end token
 * @param usedTokens how many of them the model saw; those that parts have in common count once
 * @param parts into how many the article was cut, see {@link LongDocuments}; usually 1
 * @param ending why it ended
 */
public record Summary(
    String text,
    List<Integer> tokenIds,
    double score,
    int inputTokens,
    int usedTokens,
    int parts,
    Ending ending) {
  /** Copies the tokens. */
  public Summary {
    tokenIds = List.copyOf(tokenIds);
  }

  /** Whether the model saw less than the whole article. */
  public boolean truncated() {
    return usedTokens < inputTokens;
  }

  /** Whether the summary is whole: it was not cut off by the limit, nor stopped. */
  public boolean ended() {
    return ending == Ending.END_TOKEN || ending == Ending.BLANK_TEXT;
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
