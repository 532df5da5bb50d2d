package io.summarizer;

import io.summarizer.rouge.RougeScorer;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.SentenceSplitter;
import java.util.List;
import java.util.Optional;

/**
 * How well a model does on a validation set.
 *
 * @param examples how many there were
 * @param loss the mean cross-entropy, in nats, over the label tokens; independent of the batch size
 * @param generated what the summaries were like that it generated, unless it only measured the loss
 * @param seconds the evaluation took
 */
public record Evaluation(int examples, double loss, Optional<Generated> generated, double seconds) {
  /**
   * The scorer of {@link #rouge}: that of Hugging Face's run_summarization.py, stemmed and with one
   * sentence to a line for ROUGE-Lsum. T5 cannot write line ends, so the sentences are found.
   */
  public static final RougeScorer SCORER =
      RougeScorer.builder().stemming(true).sentences(SentenceSplitter.ENGLISH).build();

  /**
   * What generated summaries were like.
   *
   * @param rouge the mean scores, 0 to 1, against the references, by {@link #SCORER}
   * @param length the mean number of generated tokens, with the end token
   * @param cut the share of them that reached the limit of tokens before their end, 0 to 1
   * @param samples the first few of them: always those of the same examples
   */
  public record Generated(RougeScores rouge, double length, double cut, List<Sample> samples) {
    /** Copies the list. */
    public Generated {
      samples = List.copyOf(samples);
    }
  }

  /**
   * A summary beside what it was to be.
   *
   * @param article as the model saw it: cut to the source length, its white space collapsed
   * @param reference the data's own summary
   * @param summary what the model generated
   */
  public record Sample(String article, String reference, String summary) {}

  /** The mean scores, 0 to 1, of generated summaries against the references, by {@link #SCORER}. */
  public Optional<RougeScores> rouge() {
    return generated.map(Generated::rouge);
  }
}
