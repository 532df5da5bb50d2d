/** Every part, on the CPU at tiny sizes, so that nothing is first run on a GPU. */
@NullMarked
package io.summarizer.benchmarks.gpu;

import org.jspecify.annotations.NullMarked;
