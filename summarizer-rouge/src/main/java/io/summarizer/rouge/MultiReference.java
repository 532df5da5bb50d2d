package io.summarizer.rouge;

/** How the scores against several references of one generated text become one score. */
public enum MultiReference {
  /**
   * For each type, the score against the reference with the highest F1, the first of them on a tie:
   * what {@code rouge_score} does.
   */
  BEST,

  /**
   * For each type, the score against the reference with the highest recall, the first of them on a
   * tie: what ROUGE-1.5.5 does with {@code -f B}, made for summaries all cut to the same length.
   */
  BEST_RECALL,

  /**
   * For each type, matches and units added up over all references before precision and recall are
   * formed, so that a long reference weighs more than a short one: what ROUGE-1.5.5 does with
   * {@code -f A}.
   */
  AVERAGE
}
