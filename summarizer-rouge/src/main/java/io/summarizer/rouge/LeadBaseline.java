package io.summarizer.rouge;

import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The lead baseline: the first sentences of an article taken as its summary. With three sentences
 * it is "Lead-3", the usual yardstick for news: a summarizer that scores below it has learnt
 * little.
 */
public final class LeadBaseline {
  private LeadBaseline() {}

  /**
   * Returns the first sentences of an article, found by {@link SentenceSplitter#ENGLISH}, joined by
   * newlines as ROUGE-Lsum expects.
   *
   * @param article the whole article
   * @param sentences how many sentences to take, at least 1; a shorter article is taken whole
   */
  public static String lead(String article, int sentences) {
    Objects.requireNonNull(
        article, "LeadBaseline article: expected a text, got null; pass \"\" for an empty article");
    if (sentences < 1) {
      throw new IllegalArgumentException(
          "LeadBaseline sentences: expected at least 1, got "
              + sentences
              + "; Lead-3, the usual baseline, takes 3");
    }
    return SentenceSplitter.ENGLISH.split(article).stream()
        .limit(sentences)
        .collect(Collectors.joining("\n"));
  }
}
