package io.summarizer.network;

import io.summarizer.graph.Dim;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import java.util.List;

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
    Value likelihood = likelihood(logits, labels.max(zero).reshape(column), smoothing);
    return likelihood.reshape(labels.shape()).times(present).sumAll().times(-1);
  }

  /** The smoothed log-probability of each label: [T, B, V] and [T, B, 1] to [T, B, 1]. */
  private static Value likelihood(Value logits, Value labels, double smoothing) {
    Value logProbabilities = logits.logSoftmax(); // [T, B, V]
    Value picked = logProbabilities.gatherElements(labels); // [T, B, 1]
    double each = smoothing / logits.shape().dim(-1).size();
    Value result =
        smoothing == 0
            ? picked
            : picked.times(1 - smoothing).plus(logProbabilities.sum(true, -1).times(each));
    return result.withGradient(
        List.of(logits),
        List.of(logProbabilities, labels),
        (inputs, kept, dy) ->
            List.of(gradient(kept.get(0).exp(), kept.get(1), smoothing, each, dy)));
  }

  /**
   * Each probability, and what each label has of it, against what it should be: with the chain rule
   * this would be six more passes over the vocabulary of every label.
   */
  private static Value gradient(
      Value probabilities, Value labels, double smoothing, double each, Value dy) {
    Value spread =
        smoothing == 0
            ? probabilities.times(dy.times(-1))
            : probabilities.plus(-each).times(dy.times(-1));
    return spread.scatterAdd(-1, labels, smoothing == 0 ? dy : dy.times(1 - smoothing));
  }
}
