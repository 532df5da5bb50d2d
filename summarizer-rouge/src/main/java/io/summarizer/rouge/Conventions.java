package io.summarizer.rouge;

/**
 * Whose rules hold where Lin's paper and his program differ. The types read them from the pair they
 * compare.
 */
enum Conventions {
  /** The paper's and {@code rouge_score}'s. */
  PAPER(Stemming.NLTK),

  /** Those of ROUGE-1.5.5, oddities included. */
  ROUGE_155(Stemming.ROUGE_155);

  private final Stemming stemming;

  Conventions(Stemming stemming) {
    this.stemming = stemming;
  }

  /** How tokens are stemmed where stemming is asked for. */
  Stemming stemming() {
    return stemming;
  }
}
