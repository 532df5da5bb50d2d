/** JMH benchmarks. */
@NullMarked
package io.summarizer.benchmarks;

import org.jspecify.annotations.NullMarked;
