@NullMarked
package io.summarizer.examples;

import org.jspecify.annotations.NullMarked;
