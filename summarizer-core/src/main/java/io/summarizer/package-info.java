/** The API: fine-tune a T5 summarizer, load it, summarize. */
@NullMarked
package io.summarizer;

import org.jspecify.annotations.NullMarked;
