/** The rouge command's files, read in step, and what it says about them. */
@NullMarked
package io.summarizer.examples.rouge;

import org.jspecify.annotations.NullMarked;
