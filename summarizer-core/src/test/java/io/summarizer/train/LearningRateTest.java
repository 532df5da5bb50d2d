package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The values of transformers' get_scheduler, see make_optimization_goldens.py. */
class LearningRateTest {
  private static final Map<String, Schedule> SCHEDULES =
      Stream.of(
              Schedule.constant(),
              Schedule.linear(),
              Schedule.cosine(),
              Schedule.cosineWithRestarts(1),
              Schedule.cosineWithRestarts(3),
              Schedule.polynomial(1),
              Schedule.polynomial(2, 5e-5),
              Schedule.inverseSqrt())
          .collect(Collectors.toMap(Schedule::toString, Function.identity()));

  static List<JsonNode> runs() {
    List<JsonNode> result = new ArrayList<>();
    OptimizationGolden.read().get("schedules").forEach(result::add);
    return result;
  }

  @Test
  void every_schedule_has_goldens() {
    assertThat(runs().stream().map(run -> run.get("schedule").asString()).distinct())
        .containsExactlyInAnyOrderElementsOf(SCHEDULES.keySet());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void rates_are_those_of_transformers(JsonNode run) {
    LearningRate rate =
        new LearningRate(
            Objects.requireNonNull(SCHEDULES.get(run.get("schedule").asString())),
            run.get("peak").asDouble(),
            run.get("warmup").asLong(),
            run.get("total").asLong());
    assertThat(run.get("rates").size()).isEqualTo((int) rate.totalSteps());
    for (int done = 0; done < rate.totalSteps(); done++) {
      assertThat(rate.at(done))
          .as("after %d steps", done)
          .isCloseTo(run.get("rates").get(done).asDouble(), within(1e-6 * rate.at(done) + 1e-19));
    }
  }

  @Test
  void warm_up_of_a_share_is_rounded_up_as_in_transformers() {
    JsonNode warmups = OptimizationGolden.read().get("warmups");
    assertThat(warmups.size()).isPositive();
    for (JsonNode warmup : warmups) {
      assertThat(
              LearningRate.warmupSteps(
                  warmup.get("ratio").asDouble(), warmup.get("total").asLong()))
          .as("%s", warmup)
          .isEqualTo(warmup.get("steps").asLong());
    }
  }

  @Test
  void a_warm_up_as_long_as_the_run_leaves_the_end_of_each_schedule_finite() {
    assertThat(new LearningRate(Schedule.linear(), 1, 4, 4).at(4)).isZero();
    assertThat(new LearningRate(Schedule.polynomial(2, 0.1), 1, 4, 4).at(5)).isEqualTo(0.1);
    assertThat(new LearningRate(Schedule.cosine(), 1, 4, 4).at(4)).isEqualTo(1);
  }

  @Test
  void a_peak_below_the_end_is_refused() {
    LearningRate rate = new LearningRate(Schedule.polynomial(1, 1e-3), 3e-4, 0, 10);
    assertThatThrownBy(() -> rate.at(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("endRate: expected less than learningRate, 3.0E-4, got 0.001");
  }
}
