/** Summarization data: records of (id, article, summary) and their readers. */
@NullMarked
package io.summarizer.data;

import org.jspecify.annotations.NullMarked;
