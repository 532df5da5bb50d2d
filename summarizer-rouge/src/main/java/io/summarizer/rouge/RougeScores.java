package io.summarizer.rouge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The ROUGE scores of one pair of texts, or figures made of them for a corpus.
 *
 * @param profile the settings with which the scores were made
 * @param byType the scores, each from 0 to 1, in the order in which the scorer was given the types;
 *     unmodifiable
 * @param textsWithoutTokens how many of the texts compared, generated ones and references, hold no
 *     token, so that they score 0 whatever they say: empty texts, and texts in a script that the
 *     tokenizer does not know
 */
public record RougeScores(
    RougeProfile profile, Map<RougeType, RougeScore> byType, long textsWithoutTokens) {
  /** Checks that nothing is missing; copies the map. */
  public RougeScores {
    Objects.requireNonNull(profile, "RougeScores profile: expected a profile, got null");
    if (byType.isEmpty() || textsWithoutTokens < 0) {
      throw new IllegalArgumentException(
          "RougeScores: expected at least one score and a count of 0 or more, got "
              + byType
              + " and "
              + textsWithoutTokens);
    }
    byType = Collections.unmodifiableMap(new LinkedHashMap<>(byType));
  }

  /**
   * Returns the score of one type.
   *
   * @throws IllegalArgumentException if that type was not measured
   */
  public RougeScore get(RougeType type) {
    Objects.requireNonNull(type, "RougeScores type: expected a type, got null");
    RougeScore score = byType.get(type);
    if (score == null) {
      throw new IllegalArgumentException(
          "RougeScores: expected one of the measured types "
              + byType.keySet()
              + ", got "
              + type
              + "; name it in RougeScorer.builder().types(...)");
    }
    return score;
  }

  /** Overlap of single tokens. */
  public RougeScore rouge1() {
    return get(RougeType.ROUGE_1);
  }

  /** Overlap of pairs of neighbouring tokens. */
  public RougeScore rouge2() {
    return get(RougeType.ROUGE_2);
  }

  /** Longest common subsequence of the two texts, line breaks ignored. */
  public RougeScore rougeL() {
    return get(RougeType.ROUGE_L);
  }

  /** Summary-level longest common subsequence: the "ROUGE-L" that papers print. */
  public RougeScore rougeLsum() {
    return get(RougeType.ROUGE_LSUM);
  }

  @Override
  public String toString() {
    return "RougeScores" + byType + " (" + profile + ")";
  }
}
