@NullMarked
package io.summarizer.examples.text;

import org.jspecify.annotations.NullMarked;
