/** Generation: the search for a summary as one graph, and its options. */
@NullMarked
package io.summarizer.generate;

import org.jspecify.annotations.NullMarked;
