/** The ROUGE family of summary metrics, equal to google's {@code rouge_score} 0.1.2. */
@CheckReturnValue
@NullMarked
package io.summarizer.rouge;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
