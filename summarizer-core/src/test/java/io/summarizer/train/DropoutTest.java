package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.runtime.Tensor;
import io.summarizer.tokens.Batch;
import io.summarizer.tokens.TokenizedExample;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private static final T5Config CONFIG =
      T5Config.parse(
          """
          {"model_type": "t5", "vocab_size": 8, "d_model": 8, "d_kv": 4, "d_ff": 16,
           "num_layers": 1, "num_heads": 2}""");
  private static final int ROWS = 100;
  private static final int WIDTH = 1000;

  @Test
  void the_rate_is_kept_the_mean_stays_and_each_use_drops_other_elements() {
    Graph graph = new Graph("dropout");
    Value x = graph.input("x", DataType.FLOAT, Shape.of(Dim.named("rows"), Dim.of(WIDTH)));
    Value pool = graph.input("pool", DataType.FLOAT, Shape.of(Dim.named("pool")));
    Value windows = graph.input("windows", DataType.INT64, Shape.of(4));
    PooledDropout dropout = new PooledDropout(pool, windows, DropoutPool.scale(0.1));
    graph.output("first", dropout.apply(x));
    graph.output("second", dropout.apply(x));

    float[] ones = new float[ROWS * WIDTH];
    Arrays.fill(ones, 1);
    Batch batch = batch();
    Shape size = Shape.of(ROWS, WIDTH);
    try (DropoutPool masks = new DropoutPool(CONFIG, 3, 0.1, ROWS * WIDTH);
        Tensor in = Tensor.of(ones, ROWS, WIDTH);
        Tensor bounds = Tensor.of(masks.windows(1, List.of(batch), List.of(size, size)), 4);
        Session session = Session.open("dropout", graph.toModel(), new SessionOptions(1, null));
        Outputs outputs =
            session.run(
                Map.of("x", in, "pool", masks.tensor(), "windows", bounds),
                Set.of("first", "second"),
                Map.of())) {
      float[] first = outputs.floats("first");
      float[] second = outputs.floats("second");
      assertThat(share(first, 0)).isCloseTo(0.1, within(0.005));
      assertThat(share(first, (float) (1 / 0.9))).isCloseTo(0.9, within(0.005));
      // Independent masks drop the same element once in a hundred.
      int both = 0;
      for (int i = 0; i < first.length; i++) {
        both += first[i] == 0 && second[i] == 0 ? 1 : 0;
      }
      assertThat((double) both / first.length).isCloseTo(0.01, within(0.002));
    }
  }

  @Test
  void windows_follow_from_seed_and_step_and_lie_inside_the_pool() {
    Batch batch = batch();
    long largest = DropoutPool.largestMask(CONFIG, batch.rows(), 3, 2);
    try (DropoutPool masks = new DropoutPool(CONFIG, 3, 0.1, largest);
        DropoutPool same = new DropoutPool(CONFIG, 3, 0.1, largest);
        DropoutPool other = new DropoutPool(CONFIG, 4, 0.1, largest)) {
      Shape scores = Shape.of(Dim.named("batch"), Dim.named("source_length"), Dim.of(2));
      List<Shape> sizes = Collections.nCopies(50, scores);
      long[] windows = masks.windows(7, List.of(batch, batch), sizes);
      assertThat(windows).hasSize(200).doesNotHaveDuplicates();
      assertThat(same.windows(7, List.of(batch, batch), sizes)).isEqualTo(windows);
      assertThat(masks.windows(8, List.of(batch, batch), sizes)).isNotEqualTo(windows);
      assertThat(other.windows(7, List.of(batch, batch), sizes)).isNotEqualTo(windows);
      long size = masks.tensor().floats().remaining();
      for (long step = 1; step < 200; step++) {
        long[] bounds = masks.windows(step, List.of(batch), sizes);
        for (int i = 0; i < bounds.length; i += 2) {
          assertThat(bounds[i]).isBetween(0L, size - largest);
          assertThat(bounds[i + 1]).isEqualTo(bounds[i] + 1 * 3 * 2);
        }
      }
    }
  }

  @Test
  void a_mask_that_no_buffer_can_hold_is_refused_with_a_way_out() {
    assertThatThrownBy(() -> new DropoutPool(CONFIG, 0, 0.1, DropoutPool.MAX_MASK + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("batchSize: dropout of this model at these lengths needs a mask of")
        .hasMessageContaining(
            "use a smaller batchSize or batchTokens and a larger gradientAccumulation");
  }

  private static Batch batch() {
    return Batch.of(List.of(new TokenizedExample("a", new int[] {3, 4, 1}, new int[] {5, 1})), 0);
  }

  private static double share(float[] values, float wanted) {
    int count = 0;
    for (float value : values) {
      count += value == wanted ? 1 : 0;
    }
    return (double) count / values.length;
  }
}
