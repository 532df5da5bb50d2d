package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.MemoryEstimate;
import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.graph.DataType;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Parameters;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.AvailableMemory;
import org.junit.jupiter.api.Test;

class MemoryEstimatorTest {
  private static final long GIB = 1L << 30;
  private static final T5Config CONFIG =
      T5Config.parse(
          """
          {"model_type": "t5", "vocab_size": 32128, "d_model": 512, "d_kv": 64, "d_ff": 2048,
           "num_layers": 6, "num_heads": 8, "decoder_start_token_id": 0}""");
  private static final long PARAMETERS = 60_506_624;

  private static MemoryEstimator estimator(
      double dropout,
      boolean accumulates,
      boolean loops,
      Arithmetic arithmetic,
      boolean recomputes) {
    return new MemoryEstimator(
        new Stepper.Setup(
            CONFIG,
            ParameterLayout.of(T5Parameters.of(CONFIG, true), 1),
            new Optimization(
                Optimizer.adamW(), new LearningRate(Schedule.linear(), 1e-4, 0, 10), 0, 1, 0),
            dropout,
            1,
            0,
            accumulates,
            loops,
            arithmetic,
            recomputes,
            true));
  }

  private static MemoryEstimator plain() {
    return estimator(0.1, false, false, Arithmetic.FLOAT32, false);
  }

  private static MemoryEstimator recomputing() {
    return estimator(0.1, false, false, Arithmetic.FLOAT32, true);
  }

  @Test
  void parts_that_do_not_depend_on_the_batch_follow_from_the_parameters() {
    MemoryEstimate estimate = plain().estimate(4, 512, 64);
    assertThat(estimate.parameters()).isEqualTo(4 * PARAMETERS);
    assertThat(estimate.optimizerState()).isEqualTo(2 * 4 * PARAMETERS);
    assertThat(estimate.gradients()).isEqualTo(4 * PARAMETERS);
    // The largest mask, of attention: 8 heads, and where it may begin.
    assertThat(estimate.dropoutPool()).isEqualTo(4 * (4 * 8 * 512 * 512 + (1L << 20)));
    assertThat(estimate.precision()).isEqualTo("float32");
    assertThat(estimate.total()).isEqualTo(estimate.directBuffers() + estimate.activations());
  }

  @Test
  void estimate_is_near_what_was_measured() {
    // Peaks of resident memory, see TrainingMemory in the benchmarks.
    assertThat(plain().estimate(4, 512, 64).total()).isBetween(2150L << 20, 2600L << 20);
    assertThat(recomputing().estimate(4, 512, 64).total()).isBetween(1418L << 20, 1750L << 20);
  }

  @Test
  void recomputation_keeps_less_than_half() {
    MemoryEstimate kept = plain().estimate(8, 512, 128);
    MemoryEstimate recomputed = recomputing().estimate(8, 512, 128);
    assertThat(recomputed.activations()).isLessThan(kept.activations() / 2);
    assertThat(recomputed.directBuffers()).isEqualTo(kept.directBuffers());
    assertThat(recomputed.peak()).startsWith("backward/encoder/");
  }

  @Test
  void accumulation_and_loops_take_more_and_no_dropout_takes_less() {
    long plain = plain().estimate(2, 128, 32).total();
    assertThat(estimator(0.1, true, false, Arithmetic.FLOAT32, false).estimate(2, 128, 32).total())
        .isGreaterThan(plain + 4 * PARAMETERS);
    assertThat(estimator(0.1, false, true, Arithmetic.FLOAT32, false).estimate(2, 128, 32).total())
        .isGreaterThan(plain + 3 * 4 * PARAMETERS);
    MemoryEstimate without =
        estimator(0, false, false, Arithmetic.FLOAT32, false).estimate(2, 128, 32);
    assertThat(without.total()).isLessThan(plain);
    assertThat(without.dropoutPool()).isEqualTo(4 << 20);
  }

  @Test
  void sixteen_bits_have_a_name_and_a_scale() {
    MemoryEstimate estimate =
        estimator(0.1, false, false, new Arithmetic(DataType.FLOAT16, false), false)
            .estimate(4, 512, 64);
    assertThat(estimate.precision()).isEqualTo("float16");
    assertThat(estimate.optimizerState()).isEqualTo(2 * (2 * 4 * PARAMETERS + 3 * Float.BYTES));
  }

  @Test
  void largest_batch_fits_and_the_next_does_not() {
    MemoryEstimator estimator = plain();
    long rows = estimator.largestRows(6 * GIB, 512, 64);
    assertThat(rows).isGreaterThan(1);
    assertThat(estimator.estimate(rows, 512, 64).total()).isLessThanOrEqualTo(6 * GIB);
    assertThat(estimator.estimate(rows + 1, 512, 64).total()).isGreaterThan(6 * GIB);
    assertThat(recomputing().largestRows(6 * GIB, 512, 64)).isGreaterThan(2 * rows);
    assertThat(estimator.largestRows(GIB, 512, 64)).isZero();
  }

  @Test
  void largest_batch_has_masks_that_a_buffer_can_hold() {
    long rows = plain().largestRows(Long.MAX_VALUE, 4096, 64);
    assertThat(DropoutPool.largestMask(CONFIG, rows, 4096, 64)).isBetween(1L, DropoutPool.MAX_MASK);
    assertThat(DropoutPool.largestMask(CONFIG, rows + 1, 4096, 64))
        .isGreaterThan(DropoutPool.MAX_MASK);
  }

  @Test
  void largest_batch_without_masks_and_limit_is_a_million_rows() {
    MemoryEstimator estimator = estimator(0, false, false, Arithmetic.FLOAT32, false);
    assertThat(estimator.largestRows(Long.MAX_VALUE, 8, 8)).isEqualTo(1 << 20);
  }

  @Test
  void batch_that_does_not_fit_is_refused_with_one_that_does() {
    MemoryEstimator estimator = plain();
    long rows = estimator.largestRows(6 * GIB, 512, 64);
    assertThat(estimator.shortage(64, 512, 64, new AvailableMemory(6 * GIB, 6 * GIB)))
        .hasValue(
            "batchSize 64 with texts of 512 and 64 tokens needs "
                + MemoryEstimate.gibibytes(estimator.estimate(64, 512, 64).total())
                + ", 6.00 GiB are free; batchSize "
                + rows
                + " fits, and with a larger gradientAccumulation it is the same mathematics");
    assertThat(estimator.shortage(rows, 512, 64, new AvailableMemory(6 * GIB, 6 * GIB))).isEmpty();
  }

  @Test
  void model_that_does_not_fit_at_all_is_refused() {
    MemoryEstimator estimator = plain();
    assertThat(estimator.shortage(1, 512, 64, new AvailableMemory(GIB, GIB)))
        .hasValue(
            "batchSize 1 with texts of 512 and 64 tokens needs "
                + MemoryEstimate.gibibytes(estimator.estimate(1, 512, 64).total())
                + ", 1.00 GiB are free; not even batchSize 1 fits, use shorter texts or a smaller"
                + " model");
  }

  @Test
  void too_few_direct_buffers_are_refused_with_the_option_to_set() {
    MemoryEstimator estimator = plain();
    assertThat(estimator.shortage(1, 128, 64, new AvailableMemory(64 * GIB, GIB / 2)))
        .hasValue(
            "parameters, optimizer and dropout need "
                + MemoryEstimate.gibibytes(estimator.estimate(1, 128, 64).directBuffers())
                + " of direct buffers, Java allows 0.50 GiB more; start it with"
                + " -XX:MaxDirectMemorySize=2g (its default is -Xmx)");
  }

  @Test
  void description_is_a_table() {
    MemoryEstimate estimate =
        new MemoryEstimate(
            4,
            512,
            64,
            "float32",
            GIB,
            2 * GIB,
            GIB / 2,
            GIB / 4,
            30 * GIB,
            4 * GIB,
            "backward/encoder/3");
    assertThat(estimate.describe())
        .isEqualTo(
            """
            4 x (512 + 64) tokens, float32
            parameters                 1.00 GiB
            optimizer state            2.00 GiB
            gradients                  0.50 GiB
            dropout pool               0.25 GiB
            activations               30.00 GiB
            total                     33.75 GiB
            most at backward/encoder/3""");
  }
}
