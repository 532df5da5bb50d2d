package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.Cadence;
import io.summarizer.Evaluation;
import io.summarizer.EvaluationPoint;
import io.summarizer.FineTuning;
import io.summarizer.FineTuningResult;
import io.summarizer.Metric;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingStep;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options say of when and how a run logs, evaluates and saves. */
class CadenceTest {
  private static final Dataset VALIDATION = Dataset.of(TinyRun.examples(5));

  @TempDir static Path models;
  @TempDir Path folder;
  private static Path model;

  @BeforeAll
  static void makeModel() {
    model = TinyRun.model(models);
  }

  /** 12 steps, of which 5 are an epoch. */
  private FineTuning.Builder run(String output) {
    return TinyRun.of(model, folder.resolve(output))
        .validation(VALIDATION)
        .generateInEvaluation(false)
        .steps(12);
  }

  static Stream<Arguments> cadences() {
    return Stream.of(
        Arguments.of(Cadence.epochs(), List.of(5L, 10L, 12L)),
        Arguments.of(Cadence.steps(4), List.of(4L, 8L, 12L)),
        Arguments.of(Cadence.steps(5), List.of(5L, 10L, 12L)),
        Arguments.of(Cadence.steps(7), List.of(7L, 12L)),
        Arguments.of(Cadence.steps(100), List.of(12L)),
        Arguments.of(Cadence.never(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("cadences")
  void each_event_comes_at_its_own_steps(Cadence cadence, List<Long> steps) {
    for (int stepsPerCall : new int[] {1, 3}) {
      Recorder logs = new Recorder();
      FineTuning.Builder run = run("logs-" + stepsPerCall).stepsPerCall(stepsPerCall);
      run.logEvery(cadence).evaluateEvery(Cadence.never()).listener(logs).run();
      assertThat(logs.steps("log")).isEqualTo(steps);
      assertThat(logs.steps("evaluation")).isEmpty();
      assertThat(logs.steps("save")).containsExactly(5L, 10L, 12L);
      assertThat(logs.steps("epoch")).containsExactly(5L, 10L, 12L);

      Recorder others = new Recorder();
      FineTuningResult result =
          run("others-" + stepsPerCall)
              .stepsPerCall(stepsPerCall)
              .logEvery(Cadence.never())
              .evaluateEvery(cadence)
              .saveEvery(cadence)
              .listener(others)
              .run();
      assertThat(others.steps("log")).isEmpty();
      assertThat(others.steps("evaluation")).isEqualTo(steps);
      assertThat(result.plan().evaluations()).isEqualTo(steps.size());
      // The model is made of a checkpoint, which goes where none are to be kept.
      assertThat(others.steps("save")).isEqualTo(steps.isEmpty() ? List.of(12L) : steps);
    }
  }

  @Test
  void a_run_that_saves_never_leaves_its_model_alone() throws IOException {
    Path output = run("out").saveEvery(Cadence.never()).loadBestAtEnd(true).run().model();
    assertThat(TinyRun.checkpoints(output)).isEmpty();
    assertThat(output.resolve("model.safetensors")).exists();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void the_newest_checkpoints_stay_up_to_the_limit_and_the_best_besides(int limit)
      throws IOException {
    Metric earliest = new Metric("earliest", true, evaluation -> -1.0);
    Path output =
        run("out")
            .evaluateEvery(Cadence.steps(2))
            .saveEvery(Cadence.steps(2))
            .bestMetric(earliest)
            .saveLimit(limit)
            .run()
            .model();
    assertThat(TinyRun.checkpoints(output))
        .isEqualTo(
            switch (limit) {
              case 1 -> List.of("checkpoint-2", "checkpoint-12");
              case 2 -> List.of("checkpoint-2", "checkpoint-12");
              default -> List.of("checkpoint-2", "checkpoint-8", "checkpoint-10", "checkpoint-12");
            });
  }

  @Test
  void the_model_is_that_of_the_best_evaluation_in_either_direction() {
    for (boolean higherIsBetter : new boolean[] {true, false}) {
      Metric metric = new Metric("loss", higherIsBetter, Evaluation::loss);
      Recorder recorder = new Recorder();
      FineTuningResult result =
          run("out-" + higherIsBetter)
              .evaluateEvery(Cadence.steps(3))
              .saveEvery(Cadence.epochs())
              .saveLimit(1)
              .bestMetric(metric)
              .loadBestAtEnd(true)
              .listener(recorder)
              .run();
      long best = higherIsBetter ? 3 : 12; // the loss falls all the time
      assertThat(result.step()).isEqualTo(best);
      assertThat(result.best().orElseThrow().step()).isEqualTo(best);
      assertThat(result.model().resolve("model.safetensors"))
          .hasSameBinaryContentAs(
              result.model().resolve("checkpoint-" + best + "/model.safetensors"));
      assertThat(recorder.events)
          .containsSubsequence("evaluation 3 best", "save 3 best", "save 5", "save 10")
          .contains("save 12" + (best == 12 ? " best" : ""));
    }
  }

  @Test
  void without_it_the_model_is_that_of_the_last_step() {
    Metric first = new Metric("first", true, evaluation -> 0.0);
    FineTuningResult result = run("out").evaluateEvery(Cadence.steps(3)).bestMetric(first).run();
    assertThat(result.best().orElseThrow().step()).isEqualTo(3);
    assertThat(result.step()).isEqualTo(12);
  }

  @Test
  void an_evaluation_measures_what_it_is_told_to() {
    List<EvaluationPoint> points = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onEvaluation(EvaluationPoint point) {
            points.add(point);
          }
        };
    run("loss").steps(1).evaluationLimit(2).listener(listener).run();
    run("all").steps(1).generateInEvaluation(true).evaluationSamples(3).listener(listener).run();
    run("few").steps(1).generateInEvaluation(true).evaluationSamples(9).listener(listener).run();
    run("none").steps(1).generateInEvaluation(true).evaluationSamples(0).listener(listener).run();

    assertThat(points.get(0).evaluation().examples()).isEqualTo(2);
    assertThat(points.get(0).evaluation().generated()).isEmpty();
    assertThat(points.get(1).evaluation().examples()).isEqualTo(5);
    List<Evaluation.Sample> samples =
        points.get(1).evaluation().generated().orElseThrow().samples();
    assertThat(samples)
        .extracting(Evaluation.Sample::reference)
        .isEqualTo(TinyRun.examples(3).stream().map(Example::summary).toList());
    assertThat(points.get(2).evaluation().generated().orElseThrow().samples())
        .hasSize(5)
        .startsWith(samples.toArray(Evaluation.Sample[]::new));
    assertThat(points.get(3).evaluation().generated().orElseThrow().samples()).isEmpty();
  }

  @Test
  void the_share_of_warm_up_steps_is_rounded_up_as_the_number_is_meant() {
    assertThat(learningRates(run("ratio").steps(5).warmupRatio(0.3)))
        .isEqualTo(learningRates(run("steps").steps(5).warmupSteps(2)))
        .startsWith(0.0, 1.5e-3);
    assertThat(learningRates(run("zero").steps(5).warmupRatio(0)))
        .isEqualTo(learningRates(run("none").steps(5)));
  }

  private static List<Double> learningRates(FineTuning.Builder run) {
    List<Double> rates = new ArrayList<>();
    run.listener(
            new TrainingListener() {
              @Override
              public void onStep(TrainingStep step) {
                rates.add(step.learningRate());
              }
            })
        .run();
    return rates;
  }
}
