package io.summarizer.model;

import java.util.Arrays;
import java.util.List;

/**
 * The name and shape of one float32 parameter tensor.
 *
 * @param name the Hugging Face name, for example {@code shared.weight}
 * @param shape the dimensions, outermost first, none negative; empty for a scalar
 */
public record ParameterSpec(String name, List<Long> shape) {
  /** Copies and checks the shape. */
  public ParameterSpec {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a parameter's name must not be empty");
    }
    shape = List.copyOf(shape);
    long elements = 1;
    for (long dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException(
            "parameter '" + name + "': dimensions must not be negative, but shape is " + shape);
      }
      elements = Math.multiplyExact(elements, dimension);
    }
  }

  /**
   * Names a tensor and its dimensions.
   *
   * @param name the Hugging Face name
   * @param dimensions outermost first
   * @return the specification
   */
  public static ParameterSpec of(String name, long... dimensions) {
    return new ParameterSpec(name, Arrays.stream(dimensions).boxed().toList());
  }

  /** The number of elements, the product of the shape. */
  public long elements() {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }

  /**
   * Whether weight decay applies: to everything except the normalisations' scales and the table of
   * relative position biases.
   *
   * <p>These are the two groups of Hugging Face's {@code Trainer} ({@code
   * get_decay_parameter_names}), whose pattern "bias" catches {@code relative_attention_bias}.
   */
  public boolean decays() {
    return !name.contains("layer_norm") && !name.contains("relative_attention_bias");
  }
}
