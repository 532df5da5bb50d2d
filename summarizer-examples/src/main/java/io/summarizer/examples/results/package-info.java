/** What commands that generate summaries write: lines on a stream or in a file, and figures. */
@NullMarked
package io.summarizer.examples.results;

import org.jspecify.annotations.NullMarked;
