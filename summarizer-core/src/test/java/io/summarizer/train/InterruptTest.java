package io.summarizer.train;

import static io.summarizer.train.SameRun.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.summarizer.Cadence;
import io.summarizer.FineTuning;
import io.summarizer.FineTuningResult;
import io.summarizer.GenerationOptions;
import io.summarizer.TrainingControl;
import io.summarizer.TrainingInterruptedException;
import io.summarizer.data.Dataset;
import io.summarizer.generate.Generator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A thread that is interrupted while it trains. */
class InterruptTest {
  @TempDir static Path models;
  @TempDir Path folder;
  private static Path model;
  private static FineTuningResult straight;

  @BeforeAll
  static void runOnce() {
    model = TinyRun.model(models);
    straight = run(models.resolve("straight")).run();
  }

  @AfterEach
  void clearStatus() {
    Thread.interrupted();
  }

  private static FineTuning.Builder run(Path output) {
    return TinyRun.of(model, output)
        .validation(Dataset.of(TinyRun.examples(3)))
        .evaluateEvery(Cadence.steps(3))
        .saveEvery(Cadence.steps(4))
        .logEvery(Cadence.steps(2))
        .loadBestAtEnd(true)
        .steps(8);
  }

  /** Runs, and is interrupted; the run is then gone on with. */
  private void interrupt(FineTuning.Builder run, long savedStep) throws IOException {
    TrainingInterruptedException e =
        catchThrowableOfType(TrainingInterruptedException.class, run::run);
    assertThat(Thread.interrupted()).as("interrupt status").isTrue();
    Path checkpoint = folder.resolve("out/checkpoint-" + savedStep);
    assertThat(e)
        .hasMessage(
            "training was interrupted after step "
                + savedStep
                + "; it is saved in "
                + checkpoint
                + ". To go on from there, start the same run with resume.");
    assertThat(e.step()).isEqualTo(savedStep);
    assertThat(e.checkpoint()).hasValue(checkpoint);
    goOn(savedStep);
  }

  private void goOn(long from) throws IOException {
    FineTuningResult result = run(folder.resolve("out")).resume(true).run();
    assertThat(result.plan().stepsDone()).isEqualTo(from);
    assertSame(result, straight);
    MetricsLines.assertEachStepOnce(folder.resolve("out/metrics.jsonl"), 8);
    assertThat(MetricsLines.steps(folder.resolve("out/metrics.jsonl"), "evaluation"))
        .containsExactly(3L, 6L, 8L);
  }

  @ParameterizedTest
  @CsvSource({
    "start 0, 0",
    "step 1, 1",
    "step 2, 2",
    "log 2, 2",
    "evaluating 3, 3",
    "step 3, 3",
    "evaluation 3 best, 3",
    "save 3 best, 3",
    "save 4, 4",
    "step 5, 5",
    "epoch 5, 5",
    "step 7, 7",
  })
  void an_interrupt_at_an_event_saves_the_run_as_it_is(String event, long savedStep)
      throws IOException {
    Recorder interrupts = Recorder.at(event, Thread.currentThread()::interrupt);
    interrupt(run(folder.resolve("out")).listener(interrupts), savedStep);
  }

  @Test
  void an_interrupt_among_many_steps_of_a_call_waits_for_the_last_of_them() throws IOException {
    Recorder interrupts = Recorder.at("step 1", Thread.currentThread()::interrupt);
    interrupt(run(folder.resolve("out")).stepsPerCall(3).listener(interrupts), 3);
  }

  @Test
  void an_interrupt_of_a_paused_run_saves_it() throws IOException {
    TrainingControl control = new TrainingControl();
    Recorder pauses = Recorder.at("step 2", control::pause);
    Recorder interrupts = Recorder.at("pause 2", Thread.currentThread()::interrupt);
    interrupt(run(folder.resolve("out")).control(control).listener(pauses).listener(interrupts), 2);
  }

  @Test
  void an_interrupt_from_another_thread_while_a_checkpoint_is_written_waits_for_it()
      throws Exception {
    Thread trainer = Thread.currentThread();
    Recorder saves =
        Recorder.at(
            "log 4",
            () -> {
              Thread other = new Thread(trainer::interrupt);
              other.start(); // about when the checkpoint of this step is written
            });
    TrainingInterruptedException e =
        catchThrowableOfType(
            TrainingInterruptedException.class,
            () -> run(folder.resolve("out")).listener(saves).run());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(e.step()).isBetween(4L, 5L);
    goOn(e.step());
  }

  @Test
  void an_interrupt_among_the_summaries_of_an_evaluation_does_not_wait_for_them() {
    GenerationOptions endless =
        GenerationOptions.builder().minNewTokens(65_536).maxNewTokens(65_536).build();
    Thread trainer = Thread.currentThread();
    Recorder evaluates =
        Recorder.at(
            "evaluating 3",
            () -> {
              Thread other = new Thread(() -> interruptWhenGenerating(trainer));
              other.start();
            });
    TrainingInterruptedException e =
        catchThrowableOfType(
            TrainingInterruptedException.class,
            () -> run(folder.resolve("out")).generation(endless).listener(evaluates).run());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(e.step()).isEqualTo(3);
  }

  private static void interruptWhenGenerating(Thread trainer) {
    while (Arrays.stream(trainer.getStackTrace())
        .noneMatch(frame -> frame.getClassName().equals(Generator.class.getName()))) {
      Thread.onSpinWait();
    }
    trainer.interrupt();
  }

  @Test
  void an_interrupt_after_the_last_step_does_not_cost_the_model() throws IOException {
    for (String event : new String[] {"evaluation 8 best", "save 8 best", "end COMPLETED"}) {
      Path output = folder.resolve(event);
      Recorder interrupts = Recorder.at(event, Thread.currentThread()::interrupt);
      FineTuningResult result = run(output).listener(interrupts).run();
      assertThat(Thread.interrupted()).as("kept for the caller").isTrue();
      assertThat(interrupts.events).contains(event);
      assertSame(result, straight);
    }
  }

  @Test
  void an_interrupt_before_the_run_ends_it_before_anything_is_written() {
    Thread.currentThread().interrupt();
    TrainingInterruptedException e =
        catchThrowableOfType(
            TrainingInterruptedException.class, () -> run(folder.resolve("out")).run());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(e).hasMessage("training was interrupted before it began; start the same run again.");
    assertThat(e.checkpoint()).isEqualTo(Optional.empty());
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void an_interrupt_while_a_run_prepares_to_go_on_costs_no_checkpoint() throws IOException {
    Path output = folder.resolve("out");
    run(output).steps(4).run();
    Recorder interrupts = Recorder.at("tokenization", Thread.currentThread()::interrupt);
    TrainingInterruptedException e =
        catchThrowableOfType(
            TrainingInterruptedException.class,
            () -> run(output).resume(true).listener(interrupts).run());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(e).isNotNull();
    assertThat(TinyRun.checkpoints(output)).containsExactly("checkpoint-3", "checkpoint-4");
  }

  @Test
  void an_interrupt_while_a_run_goes_back_to_a_checkpoint_does_not_make_it_look_damaged()
      throws IOException {
    Path output = folder.resolve("out");
    TrainingControl control = new TrainingControl();
    // The status is set after it was looked at, so that the failing step still comes.
    Recorder interrupts =
        new Recorder(
            event -> {
              switch (event) {
                case "step 1" -> control.pause();
                case "pause 1" -> control.goOn();
                case "go-on 1" -> Thread.currentThread().interrupt();
                default -> {}
              }
            });
    FineTuning.Builder run =
        TinyRun.of(PoisonedModel.of(model, folder), output)
            .train(PoisonedModel.data(40, 9))
            .shuffle(false)
            .saveEvery(Cadence.steps(1))
            .rollBacks(1)
            .steps(3);
    TrainingInterruptedException e =
        catchThrowableOfType(
            TrainingInterruptedException.class,
            () -> run.control(control).listener(interrupts).run());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupts.events).contains("roll-back 1 from 2");
    assertThat(e.step()).isEqualTo(1);
    assertThat(TinyRun.checkpoints(output)).containsExactly("checkpoint-1");
    FineTuningResult result = run.resume(true).run();
    assertThat(result.step()).isEqualTo(3);
  }
}
