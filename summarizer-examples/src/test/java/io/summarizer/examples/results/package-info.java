@NullMarked
package io.summarizer.examples.results;

import org.jspecify.annotations.NullMarked;
