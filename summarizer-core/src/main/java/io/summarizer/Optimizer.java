package io.summarizer;

/**
 * How gradients change parameters. Immutable; the learning rate, its schedule, weight decay and
 * clipping of the gradient are options of the run.
 */
public sealed interface Optimizer permits AdamW, Adafactor {
  /** AdamW with PyTorch's numbers: betas 0.9 and 0.999, epsilon 1e-8. The default of runs. */
  static AdamW adamW() {
    return new AdamW(0.9, 0.999, 1e-8);
  }

  /**
   * Adafactor as Hugging Face's {@code Trainer} sets it up and T5's users are advised to: the run's
   * learning rate as it is, without scaling or steps of its own, updates clipped to 1. T5 was
   * fine-tuned with it at a {@linkplain Schedule#constant constant} rate of 1e-3.
   */
  static Adafactor adafactor() {
    return new Adafactor(false, false, false, 1, -0.8, null, 1e-30, 1e-3);
  }
}
