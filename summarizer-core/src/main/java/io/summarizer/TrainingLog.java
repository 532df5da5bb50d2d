package io.summarizer;

/**
 * What a stretch of optimizer steps measured: since the log before, or the start of the run.
 *
 * @param step the last of them, counted from 1
 * @param epoch how many epochs are done, for example 0.25
 * @param loss the mean cross-entropy, in nats, over the label tokens of the stretch
 * @param gradientNorm the L2 norm over all parameters, before clipping, of the last step
 * @param learningRate of the last step
 * @param lossScale by which the loss is multiplied in float16; else 1
 * @param skippedSteps steps of the stretch that changed nothing because a gradient overflowed in
 *     float16
 * @param samplesPerSecond training examples per second of training; pauses, evaluation and saving
 *     do not count
 * @param tokensPerSecond their tokens of both sides, without padding
 */
public record TrainingLog(
    long step,
    double epoch,
    double loss,
    double gradientNorm,
    double learningRate,
    double lossScale,
    int skippedSteps,
    double samplesPerSecond,
    double tokensPerSecond) {}
