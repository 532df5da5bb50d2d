package io.summarizer;

import io.summarizer.rouge.RougeScorer;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.SentenceSplitter;

/**
 * How well a model does on a validation set.
 *
 * @param examples how many there were
 * @param loss the mean cross-entropy over the label tokens; independent of the batch size
 * @param rouge the mean scores, 0 to 1, of generated summaries against the references, by {@link
 *     #SCORER}
 * @param generatedLength the mean number of generated tokens, with the end token
 * @param seconds the evaluation took
 */
public record Evaluation(
    int examples, double loss, RougeScores rouge, double generatedLength, double seconds) {
  /**
   * The scorer of {@link #rouge}: that of Hugging Face's run_summarization.py, stemmed and with one
   * sentence to a line for ROUGE-Lsum. T5 cannot write line ends, so the sentences are found.
   */
  public static final RougeScorer SCORER =
      RougeScorer.builder().stemming(true).sentences(SentenceSplitter.ENGLISH).build();
}
