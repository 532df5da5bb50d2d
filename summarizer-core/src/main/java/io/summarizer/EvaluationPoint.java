package io.summarizer;

/**
 * An evaluation and when it was made.
 *
 * @param epoch how many epochs were done, for example 0.25
 * @param step the optimizer steps done
 * @param evaluation what it found
 * @param best whether it is the best so far, by the run's metric
 */
public record EvaluationPoint(double epoch, long step, Evaluation evaluation, boolean best) {}
