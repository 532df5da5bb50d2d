package io.summarizer.rouge;

/**
 * Confidence intervals of the mean scores of a corpus. Precision, recall and F1 have each their own
 * interval, as in {@code rouge_score}.
 *
 * @param bootstrap how they were drawn
 * @param low lower ends, from 0 to 1 as all scores
 * @param mid medians of the resamples' means: near the corpus mean, not equal to it
 * @param high upper ends
 */
public record RougeConfidence(
    Bootstrap bootstrap, RougeScores low, RougeScores mid, RougeScores high) {}
