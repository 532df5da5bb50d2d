/** The ROUGE family of summary metrics, equal to google's {@code rouge_score} 0.1.2. */
@NullMarked
package io.summarizer.rouge;

import org.jspecify.annotations.NullMarked;
