package io.summarizer.train;

/**
 * An optimizer in Java, which changes the parameters and its state where they lie: for training on
 * the CPU. It reads and writes each number once, where the nodes of an {@link UpdateRule} make a
 * pass over memory for each operation and need a second copy of everything for their results; with
 * the same operations in the same order, the numbers are the same.
 */
interface InPlaceRule extends UpdateRule {
  /**
   * What an update needs to know besides its gradient.
   *
   * @param learningRate of the schedule
   * @param numbers those of {@link #numbers}
   * @param gradientScale by which the gradient is multiplied first: clipping
   */
  @SuppressWarnings("ArrayRecordComponent") // made for one step and dropped
  record Scalars(float learningRate, float[] numbers, float gradientScale) {}

  /**
   * Changes some parameters of one block.
   *
   * @param decays whether weight decay applies to the block
   * @param count how many, from the front of each array
   * @param state what {@link #state} declares
   */
  void update(
      boolean decays,
      int count,
      float[] parameters,
      float[][] state,
      float[] gradient,
      Scalars scalars);
}
