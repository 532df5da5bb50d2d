package io.summarizer.train;

import io.summarizer.network.ParameterBlocks;
import io.summarizer.runtime.Tensor;
import java.util.Map;

/** The memory that steps transform, and how a call of the training graph changes it. */
interface StepState extends AutoCloseable {
  /**
   * The numbers of a step that the graph has run.
   *
   * @param learningRate of the schedule
   * @param ruleNumbers see {@link UpdateRule#numbers}
   * @param gradientNorm before clipping
   */
  @SuppressWarnings("ArrayRecordComponent") // made for one step and dropped
  record Made(float learningRate, float[] ruleNumbers, float gradientNorm) {}

  /** The parameters after the last step; writes go through. */
  ParameterBlocks parameters();

  /** The optimizer's state after the last step; writes go through. */
  OptimizerState optimizer();

  /** Puts what a call reads into {@code target}. */
  void bindInputs(Map<String, Tensor> target);

  /** Puts what a call writes into {@code target}. */
  void bindOutputs(Map<String, Tensor> target);

  /** The call is over, and this was its last step. */
  void advance(Made last);

  /** The state is again what it was before the last call, which has not been taken back yet. */
  void takeBack();

  @Override
  void close();
}
