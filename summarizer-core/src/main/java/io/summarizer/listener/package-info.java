/** Listeners of a training, ready to use. */
@CheckReturnValue
@NullMarked
package io.summarizer.listener;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
