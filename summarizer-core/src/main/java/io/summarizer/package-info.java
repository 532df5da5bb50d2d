/**
 * The API: fine-tune a T5 summarizer, load it, summarize.
 *
 * <p>Options, builders and results are immutable. They, {@link io.summarizer.Summarizer} and {@link
 * io.summarizer.TrainingControl} are safe for use by several threads. A listener is called by the
 * thread that made the call it listens to.
 */
@CheckReturnValue
@NullMarked
package io.summarizer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
