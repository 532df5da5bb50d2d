@NullMarked
package io.summarizer.examples.quickstart;

import org.jspecify.annotations.NullMarked;
