package io.summarizer.export;

import io.summarizer.model.ParameterSpec;

/** Where the numbers of parameters come from, one parameter at a time. */
@FunctionalInterface
interface WeightSource {
  /** A parameter's numbers, row by row. */
  float[] read(ParameterSpec parameter);
}
