package io.summarizer;

import io.summarizer.rouge.RougeScores;

/**
 * How well a model does on a validation set.
 *
 * @param examples how many there were
 * @param loss the mean cross-entropy over the label tokens; independent of the batch size
 * @param rouge the mean scores, 0 to 1, of generated summaries against the references; stemmed, and
 *     for ROUGE-Lsum cut into sentences, as Hugging Face's summarization example computes them
 * @param generatedLength the mean number of generated tokens, with the end token
 * @param seconds the evaluation took
 */
public record Evaluation(
    int examples, double loss, RougeScores rouge, double generatedLength, double seconds) {}
