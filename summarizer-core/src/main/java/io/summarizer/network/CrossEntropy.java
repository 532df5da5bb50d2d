package io.summarizer.network;

import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;

/** The negative log-likelihood of labels. */
public final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * The sum over all labels that are not negative (Hugging Face marks padding with -100); divided
   * by their number it is PyTorch's {@code cross_entropy}.
   *
   * @param logits [T, B, V]
   * @param labels [T, B]
   * @return a scalar
   */
  public static Value sum(Value logits, Value labels) {
    Value zero = labels.graph().scalar(0);
    Value present = labels.lessThan(zero).not().cast(logits.type()); // [T, B]
    Shape column =
        Shape.of(labels.shape().dim(0), labels.shape().dim(1), io.summarizer.graph.Dim.ONE);
    Value picked =
        logits.logSoftmax().gatherElements(labels.max(zero).reshape(column)); // [T, B, 1]
    return picked.reshape(labels.shape()).times(present).sumAll().times(-1);
  }
}
