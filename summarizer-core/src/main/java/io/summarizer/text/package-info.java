/**
 * Text to token ids and back, and batches of ids for the training graph.
 *
 * <p>{@link io.summarizer.text.Tokenizer} turns one text into ids; {@link
 * io.summarizer.text.TokenCache} does so once for a whole data set, which then is a {@link
 * io.summarizer.text.TokenizedDataset}; {@link io.summarizer.text.Shuffle} orders its examples;
 * {@link io.summarizer.text.Batch} pads some of them to one rectangle. {@link
 * io.summarizer.text.VocabularyTrainer} makes a new tokenizer where none exists yet.
 */
@NullMarked
package io.summarizer.text;

import org.jspecify.annotations.NullMarked;
