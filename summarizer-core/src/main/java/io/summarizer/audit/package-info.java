/** What is in a data set, and what a training would do to it: to be looked at before one begins. */
@CheckReturnValue
@NullMarked
package io.summarizer.audit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
