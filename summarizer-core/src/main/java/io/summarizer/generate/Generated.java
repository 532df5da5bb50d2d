package io.summarizer.generate;

import com.google.common.primitives.ImmutableIntArray;

/**
 * The tokens of one summary.
 *
 * @param ids the generated tokens, with the end token unless the limit came first
 * @param score the sum of the log-probabilities that the model gave them, divided by their number
 *     to the power of the length penalty. With beams after the repetition penalty; a forced first
 *     token counts as certain
 * @param ended whether the model ended the summary itself; otherwise the limit cut it off
 */
public record Generated(ImmutableIntArray ids, double score, boolean ended) {}
