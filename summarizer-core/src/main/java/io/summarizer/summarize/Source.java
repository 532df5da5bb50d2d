package io.summarizer.summarize;

import io.summarizer.text.TokenIds;

/**
 * What the model sees of an article.
 *
 * @param ids the tokens that it is given, with prefix and end token; not copied, do not change
 * @param inputTokens the tokens of the article, with prefix and end token
 * @param usedTokens how many of those the model saw, be it in parts
 * @param parts into how many the article was cut; 0 if there is nothing to summarize
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as they are
record Source(int[] ids, int inputTokens, int usedTokens, int parts) {
  /** Of a blank article. */
  static final Source BLANK = new Source(new int[0], 0, 0, 0);

  /** Of an article's tokens, of which some may have been cut off. */
  static Source of(TokenIds tokens) {
    return new Source(tokens.ids(), tokens.fullLength(), tokens.ids().length, 1);
  }

  boolean isBlank() {
    return parts == 0;
  }
}
