package io.summarizer.summarize;

import com.google.common.collect.ImmutableList;
import io.summarizer.text.TokenIds;

/**
 * What the model sees of an article.
 *
 * @param ids the tokens that it is given, with prefix and end token; not copied, do not change.
 *     None if nothing is to be generated any more
 * @param summaries those of the article's parts put together, if nothing is to be generated
 * @param inputTokens the tokens of the article, with prefix and end token
 * @param usedTokens how many of those the model saw, be it in parts
 * @param parts into how many the article was cut; 0 if it is blank
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as they are
record Source(
    int[] ids, ImmutableList<PartSummary> summaries, int inputTokens, int usedTokens, int parts) {
  private static final int[] NONE = new int[0];

  /** Of a blank article. */
  static final Source BLANK = new Source(NONE, ImmutableList.of(), 0, 0, 0);

  /** Of an article's tokens, of which some may have been cut off. */
  static Source of(TokenIds tokens) {
    return new Source(
        tokens.ids(), ImmutableList.of(), tokens.fullLength(), tokens.ids().length, 1);
  }

  /** Whether something is to be generated. */
  boolean isOpen() {
    return ids.length > 0;
  }
}
