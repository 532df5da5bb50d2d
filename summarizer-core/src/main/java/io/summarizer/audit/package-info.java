/** What is in a data set, and what a training would do to it: to be looked at before one begins. */
@NullMarked
package io.summarizer.audit;

import org.jspecify.annotations.NullMarked;
