package io.summarizer.model;

import java.nio.FloatBuffer;

/** Where the values of a model's parameters come from when it is written. */
@FunctionalInterface
public interface ParameterValues {
  /**
   * The elements of one parameter, row-major, from the buffer's position to its limit.
   *
   * <p>It is called once for each tensor that is written, just before it is written, so the same
   * buffer may be filled and returned again.
   *
   * @param spec the parameter
   * @return exactly {@link ParameterSpec#elements()} elements; the position is left as it is
   */
  FloatBuffer of(ParameterSpec spec);
}
