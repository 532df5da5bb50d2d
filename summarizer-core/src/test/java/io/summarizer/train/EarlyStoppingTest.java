package io.summarizer.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import io.summarizer.EarlyStopping;
import io.summarizer.Evaluation;
import io.summarizer.EvaluationPoint;
import io.summarizer.Metric;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rule of Hugging Face's {@code EarlyStoppingCallback}, and what its Trainer calls the best.
 */
class EarlyStoppingTest {
  /** Of {@code make_early_stopping_golden.py}. */
  static Stream<String> cases() throws IOException {
    return Resources.readLines(
            Resources.getResource(EarlyStoppingTest.class, "early_stopping.tsv"), UTF_8)
        .stream()
        .skip(1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_run_stops_where_the_trainer_of_python_does(String line) {
    List<String> fields = List.of(line.split("\t"));
    Metric metric = new Metric("m", Boolean.parseBoolean(fields.get(0)), Evaluation::loss);
    EarlyStopping rule =
        new EarlyStopping(Integer.parseInt(fields.get(1)), Double.parseDouble(fields.get(2)));
    double[] values =
        Stream.of(fields.get(3).split(","))
            .mapToDouble(value -> value.equals("nan") ? Double.NaN : Double.parseDouble(value))
            .toArray();

    TrainingState state = TrainingState.start("", Map.of());
    long stops = 0;
    for (int i = 0; i < values.length && stops == 0; i++) {
      state.step = i + 1;
      state.add(0, evaluation(values[i]), metric, rule.threshold());
      stops = state.isOutOfPatience(rule) ? state.step : 0;
    }
    assertThat(stops).isEqualTo(Long.parseLong(fields.get(4)));
    assertThat(state.best().map(EvaluationPoint::step).orElse(0L))
        .isEqualTo(Long.parseLong(fields.get(5)));

    int patience = state.withoutImprovement;
    List<EvaluationPoint> points = state.evaluations;
    state.compareAgain(metric, rule.threshold());
    assertThat(state.withoutImprovement).isEqualTo(patience);
    assertThat(state.evaluations)
        .isEqualTo(points)
        .hasSize(stops == 0 ? count(values) : (int) stops);
  }

  private static int count(double[] values) {
    return (int) DoubleStream.of(values).count();
  }

  private static Evaluation evaluation(double value) {
    return new Evaluation(1, value, Optional.empty(), 0);
  }
}
