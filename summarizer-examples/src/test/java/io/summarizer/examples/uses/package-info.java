@NullMarked
package io.summarizer.examples.uses;

import org.jspecify.annotations.NullMarked;
