/** The settings of a run: a name, a default and a check for each. */
@NullMarked
package io.summarizer.options;

import org.jspecify.annotations.NullMarked;
