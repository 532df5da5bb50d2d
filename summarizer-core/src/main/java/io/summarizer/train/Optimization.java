package io.summarizer.train;

import io.summarizer.Optimizer;

/**
 * What a run minimises and how.
 *
 * @param optimizer how gradients change parameters
 * @param learningRate over the steps; without meaning if the optimizer has its own
 * @param weightDecay by how much of the learning rate a parameter shrinks at each step, 0 or more
 * @param maxGradientNorm to which gradients are clipped, 0 for no clipping
 * @param labelSmoothing the share of each label's weight that is spread over the vocabulary, 0 to
 *     below 1. The reported loss of steps is the smoothed one, as Hugging Face's; evaluations
 *     measure the plain one (Hugging Face's the smoothed), so that losses can be compared whatever
 *     the smoothing
 */
public record Optimization(
    Optimizer optimizer,
    LearningRate learningRate,
    double weightDecay,
    double maxGradientNorm,
    double labelSmoothing) {}
