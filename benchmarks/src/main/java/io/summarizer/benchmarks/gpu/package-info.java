/**
 * What is measured on a GPU, part by part, a line of JSON for each figure; benchmarks/gpu/run.sh
 * runs the parts.
 */
@NullMarked
package io.summarizer.benchmarks.gpu;

import org.jspecify.annotations.NullMarked;
