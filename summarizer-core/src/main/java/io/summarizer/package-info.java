/** The API: fine-tune a T5 summarizer, load it, summarize. */
@CheckReturnValue
@NullMarked
package io.summarizer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
