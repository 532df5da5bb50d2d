@NullMarked
package io.summarizer.examples.rouge;

import org.jspecify.annotations.NullMarked;
