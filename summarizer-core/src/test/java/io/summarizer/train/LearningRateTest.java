package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The values of transformers' get_linear_schedule_with_warmup. */
class LearningRateTest {
  @Test
  void without_warm_up_it_falls_from_the_peak() {
    assertThat(rates(new LearningRate(1, 0, 6)))
        .containsExactly(new double[] {1, 5 / 6., 4 / 6., 3 / 6., 2 / 6., 1 / 6.}, within(1e-15));
  }

  @Test
  void warm_up_rises_from_zero_to_the_peak() {
    assertThat(rates(new LearningRate(3e-4, 2, 6)))
        .containsExactly(new double[] {0, 1.5e-4, 3e-4, 2.25e-4, 1.5e-4, 0.75e-4}, within(1e-18));
  }

  @Test
  void warm_up_may_last_the_whole_run() {
    assertThat(rates(new LearningRate(1, 6, 6)))
        .containsExactly(new double[] {0, 1 / 6., 2 / 6., 3 / 6., 4 / 6., 5 / 6.}, within(1e-15));
  }

  private static double[] rates(LearningRate schedule) {
    return LongStream.range(0, 6).mapToDouble(schedule::at).toArray();
  }
}
