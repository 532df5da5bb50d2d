package io.summarizer;

/**
 * The numbers in which matrix products are computed. Parameters, optimizer state, sums between
 * layers, normalisation, softmax and loss stay in float32, as with PyTorch's autocast.
 */
public enum Precision {
  /**
   * What the device computes fastest without harm: {@link #BFLOAT16} on GPUs of compute capability
   * 8.0 or more, {@link #FLOAT16} on those of 7.x, else {@link #FLOAT32}.
   */
  AUTO,
  /** 32 bits. */
  FLOAT32,
  /**
   * 16 bits with the range of float32 and 8 bits of fraction: T5 was trained in it. GPUs need
   * compute capability 8.0 or more; the CPU emulates it and is slower than in float32.
   */
  BFLOAT16,
  /**
   * 16 bits with 11 bits of fraction and a largest number of 65,504. In training the loss is
   * scaled, and steps that overflow are left out.
   */
  FLOAT16
}
