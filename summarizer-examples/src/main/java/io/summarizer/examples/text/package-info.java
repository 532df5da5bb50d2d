/** Texts in files and from the standard input. */
@NullMarked
package io.summarizer.examples.text;

import org.jspecify.annotations.NullMarked;
