package io.summarizer;

/**
 * What one optimizer step measured.
 *
 * @param step counted from 1
 * @param epoch how many epochs are done, for example 0.25
 * @param loss the mean cross-entropy, in nats, over the label tokens of all the step's
 *     micro-batches
 * @param gradientNorm the L2 norm over all parameters, before clipping
 * @param learningRate that the step used
 * @param examples of all the step's micro-batches
 * @param tokens of both sides of all of them, without padding
 * @param skipped whether it changed nothing, because a gradient overflowed in float16
 */
public record TrainingStep(
    long step,
    double epoch,
    double loss,
    double gradientNorm,
    double learningRate,
    int examples,
    long tokens,
    boolean skipped) {}
