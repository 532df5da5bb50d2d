package io.summarizer.network;

import io.summarizer.graph.Dim;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values, weighted by how well keys fit the queries: {@code dropout(softmax(q k^T + bias)) v},
 * with the gradient beside it.
 *
 * <p>Nearly all passes over tensors of [B, H, Q, K] are here, and at 512 tokens these are by far
 * the largest of the network. The chain rule would make five of them on the way back and keep the
 * mask for it. The softmax's {@code sum(dp * p)} is also {@code sum(dcontext * context)}, over d
 * numbers and not K; what is left are three passes, and none needs the mask.
 *
 * @see <a href="https://arxiv.org/abs/2205.14135">Dao et al., FlashAttention, appendix B.2: the
 *     backward pass</a>
 */
final class DotProductAttention {
  private final Arithmetic arithmetic;
  private final Dropout dropout;

  DotProductAttention(Arithmetic arithmetic, Dropout dropout) {
    this.arithmetic = arithmetic;
    this.dropout = dropout;
  }

  /**
   * Attends.
   *
   * @param q [B, H, Q, d]
   * @param k [B, H, K, d]
   * @param v [B, H, K, d]
   * @return [B, H, Q, d]
   */
  Value apply(Value q, Value k, Value v, ScoreBias bias) {
    Value products = Arithmetic.full(arithmetic.matMul(q, k, false, true)); // [B, H, Q, K]
    Value probabilities = products.plus(bias.all()).softmax();
    Value dropped = dropout.apply(probabilities);
    Value shares = arithmetic.operand(dropped);
    Value context = arithmetic.matMul(shares, v, false, false); // [B, H, Q, d]
    return context.withGradient(
        bias.learned() == null ? List.of(q, k, v) : List.of(q, k, v, bias.learned()),
        List.of(probabilities, dropped, shares, context),
        this::gradients);
  }

  private List<@Nullable Value> gradients(List<Value> inputs, List<Value> kept, Value dContext) {
    Value q = inputs.get(0);
    Value k = inputs.get(1);
    Value v = inputs.get(2);
    Value probabilities = kept.get(0);
    Value dropped = kept.get(1);
    Value context = kept.get(3);
    Value dShares = Arithmetic.full(arithmetic.matMul(dContext, v, false, true)); // [B, H, Q, K]
    Value sums =
        Arithmetic.full(dContext).times(Arithmetic.full(context)).sum(true, -1); // [B, H, Q, 1]
    Value dScores =
        dropped == probabilities
            ? probabilities.times(dShares.minus(sums))
            : dropped.times(dShares).minus(probabilities.times(sums));
    Value operand = arithmetic.operand(dScores);
    List<@Nullable Value> result = new ArrayList<>();
    result.add(arithmetic.matMul(operand, k, false, false)); // [B, H, Q, d]
    result.add(arithmetic.matMul(operand, q, true, false)); // [B, H, K, d]
    result.add(arithmetic.matMul(kept.get(2), dContext, true, false)); // [B, H, K, d]
    if (inputs.size() > 3) {
      result.add(overBatch(dScores).reshapeLike(inputs.get(3))); // [1, H, Q, K]
    }
    return result;
  }

  /**
   * The sum over the outermost axis, as the product with ones: a reduction takes four times as
   * long.
   */
  private static Value overBatch(Value x) {
    Value batch = x.shapeOf().slice(0, 0, 1);
    Value ones = x.graph().scalar(x.type(), 1).expandTo(batch, Shape.of(x.shape().dim(0))); // [B]
    return ones.reshape(Shape.of(Dim.ONE, x.shape().dim(0))).matMul(x.flattenedColumns());
  }
}
