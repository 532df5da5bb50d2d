package io.summarizer.network;

import io.summarizer.graph.Dim;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;

/** The negative log-likelihood of labels. */
public final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * The sum over all labels that are not negative (Hugging Face marks padding with -100); divided
   * by their number it is PyTorch's {@code cross_entropy}, and Hugging Face's {@code
   * LabelSmoother}.
   *
   * @param logits [T, B, V]
   * @param labels [T, B]
   * @param smoothing the share of each label's weight that is spread over the vocabulary, all V
   *     tokens of it; 0 to below 1
   * @return a scalar
   * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al., Rethinking the Inception
   *     Architecture for Computer Vision, section 7: label smoothing</a>
   */
  public static Value sum(Value logits, Value labels, double smoothing) {
    Value zero = labels.graph().scalar(0);
    Value present = labels.lessThan(zero).not().cast(logits.type()); // [T, B]
    Shape column = Shape.of(labels.shape().dim(0), labels.shape().dim(1), Dim.ONE);
    Value logProbabilities = logits.logSoftmax(); // [T, B, V]
    Value likelihood =
        logProbabilities.gatherElements(labels.max(zero).reshape(column)); // [T, B, 1]
    if (smoothing > 0) {
      double each = smoothing / logits.shape().dim(-1).size();
      likelihood = likelihood.times(1 - smoothing).plus(logProbabilities.sum(true, -1).times(each));
    }
    return likelihood.reshape(labels.shape()).times(present).sumAll().times(-1);
  }
}
