/**
 * Text to token ids and back.
 *
 * <p>{@link io.summarizer.text.Tokenizer} turns one text into ids; {@link
 * io.summarizer.text.VocabularyTrainer} makes a new tokenizer where none exists yet.
 */
@CheckReturnValue
@NullMarked
package io.summarizer.text;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
