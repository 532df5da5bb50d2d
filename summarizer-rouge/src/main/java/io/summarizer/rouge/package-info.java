/**
 * The ROUGE family of summary metrics, equal to google's {@code rouge_score} 0.1.2.
 *
 * <p>All types but {@link io.summarizer.rouge.RougeAggregator} are immutable and safe for use by
 * several threads.
 */
@CheckReturnValue
@NullMarked
package io.summarizer.rouge;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
