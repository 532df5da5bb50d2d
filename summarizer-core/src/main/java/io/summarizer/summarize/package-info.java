/**
 * From texts to summaries: what {@link io.summarizer.Summarizer} does with a model, apart from the
 * search itself.
 */
@NullMarked
package io.summarizer.summarize;

import org.jspecify.annotations.NullMarked;
