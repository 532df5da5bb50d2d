/** The command line: one class for each command, and what they print. */
@NullMarked
package io.summarizer.examples;

import org.jspecify.annotations.NullMarked;
