package io.summarizer.data;

/**
 * The parts of a dataset after {@link Dataset#split(double, double, long)}.
 *
 * @param train the examples to learn from
 * @param validation the examples to compare checkpoints by
 * @param test the examples to measure the final model by; none unless a fraction was asked for
 */
public record Split(Dataset train, Dataset validation, Dataset test) {}
