/** Training: the graph of an optimizer step, the loop around it, its schedule and its history. */
@NullMarked
package io.summarizer.train;

import org.jspecify.annotations.NullMarked;
