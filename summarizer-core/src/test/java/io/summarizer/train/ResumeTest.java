package io.summarizer.train;

import static io.summarizer.train.SameRun.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.Batching;
import io.summarizer.Cadence;
import io.summarizer.CheckpointException;
import io.summarizer.EarlyStopping;
import io.summarizer.EpochResult;
import io.summarizer.FineTuning;
import io.summarizer.FineTuningResult;
import io.summarizer.Metric;
import io.summarizer.TrainingEnd;
import io.summarizer.data.Dataset;
import io.summarizer.rouge.RougeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that are broken off and gone on with. */
class ResumeTest {
  @TempDir static Path models;
  @TempDir Path folder;
  private static Path model;

  @BeforeAll
  static void makeModel() {
    model = TinyRun.model(models);
  }

  private FineTuning.Builder run(String output) {
    return TinyRun.of(model, folder.resolve(output));
  }

  static Stream<Arguments> configurations() {
    UnaryOperator<FineTuning.Builder> grouped =
        run -> run.batching(Batching.groupedByLength()).gradientAccumulation(2);
    return Stream.of(
        // 15 steps, 5 to an epoch
        Arguments.of("in mid-epoch", 8, own(run -> run)),
        Arguments.of("before the first checkpoint", 2, own(run -> run)),
        Arguments.of("at the end of an epoch", 10, own(run -> run)),
        Arguments.of("at the last step", 15, own(run -> run)),
        Arguments.of("without dropout or shuffling", 9, own(r -> r.dropout(0).shuffle(false))),
        Arguments.of("three steps to a call", 9, own(run -> run.stepsPerCall(3))),
        // 9 steps, 3 to an epoch, the last of an epoch with one batch of two
        Arguments.of("by length, accumulating", 5, own(grouped)),
        Arguments.of(
            "by length, accumulating, many to a call",
            8,
            own(run -> grouped.apply(run).stepsPerCall(3))),
        Arguments.of("by tokens", 30, own(run -> byTokens(run))),
        Arguments.of("by tokens, many to a call", 50, own(run -> byTokens(run).stepsPerCall(3))));
  }

  /** More examples than are sorted together, so that epochs differ in their steps. */
  private static FineTuning.Builder byTokens(FineTuning.Builder run) {
    return run.train(Dataset.of(TinyRun.examples(130)))
        .batching(Batching.byTokens(50))
        .gradientAccumulation(3)
        .epochs(2)
        .evaluateEvery(Cadence.steps(40));
  }

  private static UnaryOperator<FineTuning.Builder> own(UnaryOperator<FineTuning.Builder> change) {
    return change;
  }

  @ParameterizedTest(name = "{0}, at step {1}")
  @MethodSource("configurations")
  void a_run_that_was_killed_ends_as_if_it_had_not_been(
      String name, int killedAt, UnaryOperator<FineTuning.Builder> change) throws IOException {
    UnaryOperator<FineTuning.Builder> all =
        run ->
            change.apply(
                run.validation(Dataset.of(TinyRun.examples(6)))
                    .evaluateEvery(Cadence.steps(4))
                    .logEvery(Cadence.steps(2)));
    Recorder straight = new Recorder();
    FineTuningResult expected =
        all.apply(run("straight")).saveEvery(Cadence.steps(1000)).listener(straight).run();

    FineTuning.Builder broken = all.apply(run("broken")).saveEvery(Cadence.steps(3));
    Recorder before = Recorder.failingAt("step " + killedAt);
    assertThatThrownBy(() -> broken.listener(before).run())
        .hasMessage("failed at step " + killedAt);
    Recorder after = new Recorder();
    FineTuningResult result = broken.resume(true).listener(after).run();

    long from = result.plan().stepsDone();
    assertThat(from).as("the last checkpoint").isBetween((long) killedAt - 3, killedAt - 1L);
    assertThat(after.steps("step")).startsWith(from + 1);
    assertThat(after.losses).isEqualTo(straight.losses.subList((int) from, straight.losses.size()));
    assertSame(result, expected);
  }

  @Test
  void epochs_by_tokens_differ_in_their_steps() {
    // Otherwise the test above would not show that the place in such epochs is found.
    FineTuningResult result = byTokens(run("out")).run();
    List<Long> ends = result.history().stream().map(EpochResult::step).toList();
    assertThat(ends.get(1)).isNotEqualTo(2 * ends.get(0));
  }

  @Test
  void a_run_may_be_killed_again_and_again() throws IOException {
    FineTuningResult expected = run("straight").saveEvery(Cadence.steps(1000)).steps(6).run();
    FineTuning.Builder broken = run("broken").saveEvery(Cadence.steps(1)).steps(6).resume(true);
    for (int step = 1; step <= 6; step++) {
      String killed = "step " + step;
      assertThatThrownBy(() -> broken.listener(Recorder.failingAt(killed)).run())
          .hasMessage("failed at " + killed);
      String saved = "save " + step;
      assertThatThrownBy(() -> broken.listener(Recorder.failingAt(saved)).run())
          .hasMessage("failed at " + saved);
    }
    assertSame(broken.run(), expected);
  }

  @Test
  void a_completed_run_makes_no_step_and_gives_its_result_again() throws IOException {
    FineTuning.Builder run = run("out").validation(Dataset.of(TinyRun.examples(4))).resume(true);
    Recorder first = new Recorder();
    FineTuningResult result = run.listener(first).run();
    assertThat(first.steps("step")).hasSize(15);

    Recorder again = new Recorder();
    FineTuningResult same = run.listener(again).run();
    assertThat(again.events)
        .filteredOn(event -> !event.equals("tokenization"))
        .containsExactly("start 15", "end COMPLETED");
    assertThat(same.evaluations()).isEqualTo(result.evaluations());
    assertThat(same.history()).isEqualTo(result.history());
    assertThat(same.plan().evaluations()).isZero();
    assertSame(same, result);
  }

  @Test
  void more_epochs_are_added_to_a_completed_run_and_fewer_end_it() {
    run("out").epochs(1).run();
    Recorder more = new Recorder();
    FineTuningResult longer = run("out").epochs(3).resume(true).listener(more).run();
    assertThat(more.steps("step")).containsExactly(6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L);
    assertThat(longer.history()).extracting(EpochResult::epoch).containsExactly(1.0, 2.0, 3.0);

    FineTuningResult shorter = run("out").epochs(2).resume(true).run();
    assertThat(shorter.end()).isEqualTo(TrainingEnd.COMPLETED);
    assertThat(shorter.step()).isEqualTo(15);
    assertThat(shorter.plan().evaluations()).isZero();
  }

  @Test
  void a_run_that_ended_within_an_epoch_goes_on_within_it() {
    run("out").steps(7).run();
    FineTuningResult result = run("out").steps(12).resume(true).run();
    assertThat(result.history()).extracting(EpochResult::step).containsExactly(5L, 7L, 10L, 12L);
    assertThat(result.history()).extracting(EpochResult::trainLoss).doesNotContain(Double.NaN);
  }

  @Test
  void a_run_that_stopped_early_stays_stopped_until_it_may_be_more_patient() {
    FineTuning.Builder run =
        run("out")
            .validation(Dataset.of(TinyRun.examples(4)))
            .evaluateEvery(Cadence.steps(1))
            .earlyStopping(new EarlyStopping(2, 1e9));
    assertThat(run.run().end()).isEqualTo(TrainingEnd.EARLY_STOPPED);

    Recorder still = new Recorder();
    FineTuningResult again = run.resume(true).listener(still).run();
    assertThat(again.end()).isEqualTo(TrainingEnd.EARLY_STOPPED);
    assertThat(still.steps("step")).isEmpty();

    Recorder patient = new Recorder();
    FineTuningResult on =
        run.resume(true).earlyStopping(new EarlyStopping(5, 1e9)).listener(patient).run();
    assertThat(on.end()).isEqualTo(TrainingEnd.EARLY_STOPPED);
    assertThat(patient.steps("step")).containsExactly(4L, 5L, 6L);
  }

  @Test
  void the_best_is_compared_anew_by_another_metric() {
    FineTuning.Builder run =
        run("out").validation(Dataset.of(TinyRun.examples(4))).evaluateEvery(Cadence.steps(2));
    FineTuningResult byLoss = run.steps(10).run();
    assertThat(byLoss.best().orElseThrow().step()).isGreaterThan(2);

    Metric highestLoss = new Metric("highest loss", true, io.summarizer.Evaluation::loss);
    FineTuningResult byOther = run.steps(10).resume(true).bestMetric(highestLoss).run();
    assertThat(byOther.best().orElseThrow().step()).isEqualTo(2);

    // What was evaluated without generation has no ROUGE and cannot be the best.
    FineTuningResult lossOnly = run.steps(12).resume(true).generateInEvaluation(false).run();
    assertThat(lossOnly.evaluations()).hasSize(6);
    FineTuningResult byRouge =
        run.steps(12).resume(true).bestMetric(Metric.rouge(RougeType.ROUGE_1)).run();
    assertThat(byRouge.best().orElseThrow().evaluation().rouge()).isPresent();
  }

  @Test
  void without_the_checkpoint_of_the_best_the_next_best_is_the_model() throws IOException {
    FineTuning.Builder run =
        run("out")
            .validation(Dataset.of(TinyRun.examples(4)))
            .evaluateEvery(Cadence.steps(1))
            .saveEvery(Cadence.steps(1))
            .saveLimit(9)
            .loadBestAtEnd(true)
            .steps(6);
    FineTuningResult first = run.run();
    assertThat(first.evaluations()).allMatch(point -> point.best());
    assertThat(first.step()).isEqualTo(6);

    // With one more step of no learning at all, which is not better, the sixth is the best.
    FineTuning.Builder more = run.resume(true).steps(7).learningRate(1e-30);
    Files.writeString(folder.resolve("out/checkpoint-5/config.json"), "damaged");
    assertThat(more.run().step()).isEqualTo(6);
    Files.writeString(folder.resolve("out/checkpoint-6/config.json"), "damaged");
    FineTuningResult last = more.run();
    assertThat(last.best().orElseThrow().step()).isEqualTo(6);
    assertThat(last.step()).isEqualTo(4);
    assertThat(last.model().resolve("model.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("out/checkpoint-4/model.safetensors"));
  }

  /** As after a kill between the last checkpoint and the end of the oldest. */
  @Test
  void one_checkpoint_too_many_goes_also_where_no_step_is_left() throws IOException {
    FineTuning.Builder run = run("out").saveEvery(Cadence.steps(1)).saveLimit(3).steps(4);
    run.run();
    assertThat(TinyRun.checkpoints(folder.resolve("out")))
        .containsExactly("checkpoint-2", "checkpoint-3", "checkpoint-4");
    run.saveLimit(2).resume(true).run();
    assertThat(TinyRun.checkpoints(folder.resolve("out")))
        .containsExactly("checkpoint-3", "checkpoint-4");
  }

  static Stream<Arguments> placing() {
    return Stream.of(
        Arguments.of(
            own(run -> run.batchSize(5)),
            "batchSize: expected \"8\", with which the run began," + " got \"5\""),
        Arguments.of(
            own(run -> run.seed(1)), "seed: expected \"42\", with which the run began, got \"1\""),
        Arguments.of(
            own(run -> run.shuffle(false)),
            "shuffle: expected \"true\", with which the run began, got \"false\""),
        Arguments.of(
            own(run -> run.gradientAccumulation(2)),
            "gradientAccumulation: expected \"1\", with which the run began, got \"2\""),
        Arguments.of(
            own(run -> run.maxSourceLength(40)),
            "maxSourceLength: expected \"48\", with which the run began, got \"40\""),
        Arguments.of(
            own(run -> run.prefix("sum up: ")),
            "prefix: expected no value, with which the run began, got \"sum up: \""),
        Arguments.of(
            own(run -> run.batching(Batching.groupedByLength())),
            "batching: expected \""
                + Batching.fixedSize()
                + "\", with which the run began, got \""
                + Batching.groupedByLength()
                + "\""));
  }

  @ParameterizedTest
  @MethodSource("placing")
  void options_that_change_what_a_step_sees_cannot_be_changed(
      UnaryOperator<FineTuning.Builder> change, String problem) {
    run("out").steps(2).run();
    assertThatThrownBy(() -> change.apply(run("out").steps(4).resume(true)).run())
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            folder.resolve("out/checkpoint-2")
                + ": "
                + problem
                + "; go on with the old value, or start a new run whose model is this checkpoint");
  }

  @Test
  void other_data_cannot_be_gone_on_with() {
    run("out").steps(2).run();
    FineTuning.Builder other =
        run("out").train(Dataset.of(TinyRun.examples(39))).steps(4).resume(true);
    assertThatThrownBy(other::run)
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            folder.resolve("out/checkpoint-2")
                + ": the training data is not what the run began with (its examples or their"
                + " lengths differ); go on with the old data, or start a new run whose model is"
                + " this checkpoint");
  }

  @Test
  void a_model_of_another_architecture_cannot_be_gone_on_with() throws IOException {
    run("out").steps(2).run();
    Path config = folder.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(models.resolve("config.json")).replace("\"d_ff\": 32", "\"d_ff\": 8"));
    io.summarizer.model.Checkpoint.initialize(
        config, models.resolve("tokenizer"), 7, folder.resolve("other"));
    FineTuning.Builder other =
        TinyRun.of(folder.resolve("other"), folder.resolve("out")).steps(4).resume(true);
    assertThatThrownBy(other::run)
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            folder.resolve("out/checkpoint-2")
                + ": holds a model of another architecture than the run began with; go on with the"
                + " model of the run, or start a new run from this one");
  }

  @Test
  void without_a_checkpoint_the_run_begins() {
    Recorder recorder = new Recorder();
    FineTuningResult result = run("out").steps(2).resume(true).listener(recorder).run();
    assertThat(recorder.steps("step")).containsExactly(1L, 2L);
    assertThat(result.plan().stepsDone()).isZero();
  }

  @Test
  void the_model_to_start_from_is_not_overwritten() throws IOException {
    Path output = run("out").steps(2).run().model();
    Path best = output.resolve("checkpoint-2");
    for (Path start : List.of(output, best)) {
      for (boolean resume : new boolean[] {true, false}) {
        FineTuning.Builder run = TinyRun.of(start, output).resume(resume).overwriteOutput(true);
        assertThatThrownBy(run::run)
            .isInstanceOf(CheckpointException.class)
            .hasMessage(
                output
                    + ": holds the model to start from, "
                    + start
                    + ", which the run would replace or delete; choose another output directory");
      }
    }
    assertThat(TinyRun.checkpoints(output)).containsExactly("checkpoint-2");
    assertThat(TinyRun.of(best, folder.resolve("next")).steps(1).run().step()).isEqualTo(1);
  }

  @Test
  void a_model_that_cannot_be_read_costs_no_checkpoint() throws IOException {
    run("out").steps(2).run();
    Path nowhere = folder.resolve("nowhere");
    FineTuning.Builder run = TinyRun.of(nowhere, folder.resolve("out")).overwriteOutput(true);
    assertThatThrownBy(run::run)
        .isInstanceOf(CheckpointException.class)
        .hasMessage(nowhere + ": does not exist; expected the directory of a model");
    assertThat(TinyRun.checkpoints(folder.resolve("out"))).containsExactly("checkpoint-2");
  }
}
