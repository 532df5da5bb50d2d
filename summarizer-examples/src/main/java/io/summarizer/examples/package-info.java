/** The command line: every use of the API in one jar. */
@NullMarked
package io.summarizer.examples;

import org.jspecify.annotations.NullMarked;
