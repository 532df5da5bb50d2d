package io.summarizer;

/**
 * How the weights of matrix products and of the embedding are made smaller; the others, under a
 * hundredth, stay in float32.
 */
public enum Quantization {
  /** 8 bits, a scale and a zero point for each 128 weights. */
  INT8,
  /** 4 bits, a scale and a zero point for each 32 weights. */
  INT4
}
