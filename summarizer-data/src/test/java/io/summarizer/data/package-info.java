@NullMarked
package io.summarizer.data;

import org.jspecify.annotations.NullMarked;
