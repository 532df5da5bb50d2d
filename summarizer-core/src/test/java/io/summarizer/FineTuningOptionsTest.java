package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.options.RunOptions;
import io.summarizer.rouge.RougeType;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each option accepts, and what it says of what it does not. */
class FineTuningOptionsTest {
  private static final Dataset DATA = Dataset.of(new Example("1", "An article.", "A summary."));
  private static final FineTuning.Builder EMPTY = Summarizer.fineTune(Path.of("model"));
  private static final FineTuning.Builder COMPLETE =
      EMPTY.train(DATA).outputDirectory(Path.of("output"));

  static Stream<Arguments> wrongValues() {
    return Stream.of(
        wrong(b -> b.epochs(0), "epochs: expected 1 or more, got 0"),
        wrong(b -> b.steps(0), "steps: expected 1 or more, got 0"),
        wrong(b -> b.batching(Batching.byTokens(0)), "batchTokens: expected 1 or more, got 0"),
        wrong(
            b -> b.batching(new Batching(Batching.Policy.LENGTH_GROUPED, 7)),
            "batchTokens: expected 0 for LENGTH_GROUPED, got 7"),
        wrong(b -> b.batchSize(-3), "batchSize: expected 1 or more, got -3"),
        wrong(b -> b.gradientAccumulation(0), "gradientAccumulation: expected 1 or more, got 0"),
        wrong(b -> b.learningRate(0), "learningRate: expected a number above 0, got 0.0"),
        wrong(b -> b.learningRate(Double.NaN), "learningRate: expected a number above 0, got NaN"),
        wrong(b -> b.weightDecay(-0.1), "weightDecay: expected a number of 0 or more, got -0.1"),
        wrong(b -> b.warmupSteps(-1), "warmupSteps: expected 0 or more, got -1"),
        wrong(
            b -> b.maxGradientNorm(Double.POSITIVE_INFINITY),
            "maxGradientNorm: expected a number of 0 or more, got Infinity"),
        wrong(b -> b.maxSourceLength(1), "maxSourceLength: expected 2 or more, got 1"),
        wrong(b -> b.maxTargetLength(1), "maxTargetLength: expected 2 or more, got 1"),
        wrong(b -> b.dropout(1), "dropout: expected a number from 0 to below 1, got 1.0"),
        wrong(b -> b.evaluationBatchSize(0), "evaluationBatchSize: expected 1 or more, got 0"),
        wrong(
            b -> b.labelSmoothing(1),
            "labelSmoothing: expected a number from 0 to below 1, got 1.0"),
        wrong(
            b -> b.freeze(ModelPart.values()),
            "freeze: expected a part of the model left to train, got [ENCODER, DECODER,"
                + " EMBEDDING]"),
        wrong(b -> b.evaluationLimit(0), "evaluationLimit: expected 1 or more, got 0"),
        wrong(b -> b.evaluationSamples(-1), "evaluationSamples: expected 0 or more, got -1"),
        wrong(b -> b.saveLimit(0), "saveLimit: expected 1 or more, got 0"),
        wrong(b -> b.rollBacks(-1), "rollBacks: expected 0 or more, got -1"),
        wrong(b -> b.warmupRatio(1), "warmupRatio: expected a number from 0 to below 1, got 1.0"),
        wrong(b -> b.saveEvery(Cadence.steps(0)), "steps: expected 1 or more, got 0"),
        wrong(
            b -> b.earlyStopping(EarlyStopping.patience(0)),
            "earlyStopping patience: expected 1 or more, got 0"),
        wrong(
            b -> b.earlyStopping(new EarlyStopping(1, -1)),
            "earlyStopping threshold: expected a number of 0 or more, got -1.0"),
        wrong(b -> b.threads(0), "threads: expected 1 or more, got 0"),
        wrong(b -> b.stepsPerCall(0), "stepsPerCall: expected 1 or more, got 0"));
  }

  private static Arguments wrong(UnaryOperator<FineTuning.Builder> setter, String message) {
    return Arguments.of(message, setter);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongValues")
  void a_wrong_value_fails_where_it_is_set(
      String message, UnaryOperator<FineTuning.Builder> setter) {
    assertThatThrownBy(() -> setter.apply(EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> wrongCombinations() {
    return Stream.of(
        Arguments.of("train: required, but it was not set", EMPTY),
        Arguments.of("outputDirectory: required, but it was not set", EMPTY.train(DATA)),
        Arguments.of(
            "epochs and steps: expected one of them, got epochs 2 and steps 9",
            COMPLETE.epochs(2).steps(9)),
        Arguments.of(
            "warmupSteps: expected at most steps, 9, got 10", COMPLETE.steps(9).warmupSteps(10)),
        Arguments.of(
            "batchSize and batchTokens: expected one of them, got batchSize 4 and batchTokens 512",
            COMPLETE.batchSize(4).batching(Batching.byTokens(512))),
        Arguments.of(
            "warmupSteps and warmupRatio: expected one of them, got warmupSteps 5 and warmupRatio"
                + " 0.1",
            COMPLETE.warmupSteps(5).warmupRatio(0.1)),
        Arguments.of(
            "endRate: expected less than learningRate, 1.0E-4, got 0.001",
            COMPLETE.learningRate(1e-4).schedule(Schedule.polynomial(1, 1e-3))),
        Arguments.of(
            "learningRate and relativeStep: expected one of them, got learningRate 0.001 and"
                + " relativeStep true",
            COMPLETE.learningRate(1e-3).optimizer(Optimizer.adafactor().relativeStep(true))),
        Arguments.of(
            "loadBestAtEnd: expected validation data to tell which is the best, got true",
            COMPLETE.loadBestAtEnd(true)),
        Arguments.of(
            "earlyStopping: expected validation data to watch, got EarlyStopping[patience=2,"
                + " threshold=0.0]",
            COMPLETE.earlyStopping(EarlyStopping.patience(2))),
        Arguments.of(
            "evaluateEvery: expected every epoch or some steps, since loadBestAtEnd compares"
                + " evaluations, got never",
            COMPLETE.validation(DATA).loadBestAtEnd(true).evaluateEvery(Cadence.never())),
        Arguments.of(
            "evaluateEvery: expected every epoch or some steps, since earlyStopping compares"
                + " evaluations, got never",
            COMPLETE
                .validation(DATA)
                .earlyStopping(EarlyStopping.patience(1))
                .evaluateEvery(Cadence.never())),
        Arguments.of(
            "generateInEvaluation: expected true, since bestMetric is rouge2, got false",
            COMPLETE
                .validation(DATA)
                .bestMetric(Metric.rouge(RougeType.ROUGE_2))
                .generateInEvaluation(false)),
        Arguments.of(
            "rollBacks: expected a saveEvery other than never, whose checkpoints it needs, got 1",
            COMPLETE.rollBacks(1).saveEvery(Cadence.never())),
        Arguments.of(
            "shuffle: expected true, since batching by length changes the order, got false",
            COMPLETE.shuffle(false).batching(Batching.groupedByLength())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongCombinations")
  void a_wrong_combination_fails_when_it_is_built(String message, FineTuning.Builder builder) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void setters_leave_the_builder_they_are_called_on_as_it_was() {
    FineTuning.Builder one = COMPLETE.batchSize(2).seed(1);
    FineTuning.Builder other = one.batchSize(3).listener(new TrainingListener() {});
    assertThat(one.build().options().get(RunOptions.BATCH_SIZE)).isEqualTo(2);
    assertThat(one.build().options().get(RunOptions.LISTENERS)).isEmpty();
    assertThat(other.build().options().get(RunOptions.BATCH_SIZE)).isEqualTo(3);
    assertThat(other.build().options().get(RunOptions.SEED)).isEqualTo(1);
    assertThat(other.build().options().get(RunOptions.LISTENERS)).hasSize(1);
  }

  @Test
  void settings_name_every_setter_with_its_value_or_default() {
    assertThat(COMPLETE.batchSize(2).build().settings())
        .containsEntry("model", "model")
        .containsEntry("train", DATA.name())
        .containsEntry("batchSize", "2")
        .containsEntry("epochs", "3")
        .containsEntry("learningRate", "3.0E-4")
        .containsEntry("saveEvery", "every epoch")
        .containsEntry("logEvery", "every 10 steps")
        .doesNotContainKeys("validation", "steps", "dropout", "control", "listeners");
  }

  @Test
  void every_option_that_can_be_written_down_has_a_setter() {
    List<String> setters =
        Stream.of(FineTuning.Builder.class.getMethods()).map(Method::getName).toList();
    assertThat(RunOptions.ALL)
        .filteredOn(option -> option != RunOptions.MODEL)
        .allSatisfy(option -> assertThat(setters).contains(option.name()));
  }
}
