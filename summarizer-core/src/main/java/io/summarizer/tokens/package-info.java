/**
 * Data sets as token ids, and batches of them for the training graph.
 *
 * <p>{@link io.summarizer.tokens.TokenCache} tokenizes a whole data set once, which then is a
 * {@link io.summarizer.tokens.TokenizedDataset}; {@link io.summarizer.tokens.Shuffle} orders its
 * examples; {@link io.summarizer.tokens.Batch} pads some of them to one rectangle.
 */
@NullMarked
package io.summarizer.tokens;

import org.jspecify.annotations.NullMarked;
