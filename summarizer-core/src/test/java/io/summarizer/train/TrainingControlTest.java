package io.summarizer.train;

import static io.summarizer.train.SameRun.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.Cadence;
import io.summarizer.FineTuning;
import io.summarizer.FineTuningResult;
import io.summarizer.TrainingControl;
import io.summarizer.TrainingEnd;
import io.summarizer.data.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are told what to do. */
@Timeout(120) // where something is waited for in vain
class TrainingControlTest {
  @TempDir static Path models;
  @TempDir Path folder;
  private static Path model;
  private TrainingControl control;

  @BeforeAll
  static void makeModel() {
    model = TinyRun.model(models);
  }

  @BeforeEach
  void makeControl() {
    control = new TrainingControl();
  }

  private FineTuning.Builder run(String output) {
    return TinyRun.of(model, folder.resolve(output))
        .validation(Dataset.of(TinyRun.examples(3)))
        .generateInEvaluation(false)
        .steps(8);
  }

  @Test
  void another_thread_pauses_the_run_and_has_it_saved_and_evaluated_meanwhile() throws Exception {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    Recorder recorder = new Recorder(events::add);
    Recorder pauses = Recorder.at("step 3", control::pause);
    FineTuning.Builder run =
        run("out").logEvery(Cadence.never()).control(control).listener(pauses).listener(recorder);
    CompletableFuture<FineTuningResult> result = CompletableFuture.supplyAsync(run::run);

    await(events, "pause 3");
    assertThat(control.isPaused()).isTrue();
    control.saveNow();
    await(events, "save 3");
    control.evaluateNow();
    await(events, "evaluation 3 best");
    control.goOn();
    assertSame(result.get(), run("straight").run(), "log", "evaluations");
    assertThat(recorder.events)
        .filteredOn(event -> !event.equals("tokenization"))
        .as("it is one pause, and each is done once")
        .containsExactly(
            "start 0",
            "step 1",
            "step 2",
            "step 3",
            "pause 3",
            "save 3",
            "evaluating 3",
            "evaluation 3 best",
            "go-on 3",
            "step 4",
            "step 5",
            "evaluating 5",
            "evaluation 5 best",
            "epoch 5",
            "save 5 best",
            "step 6",
            "step 7",
            "step 8",
            "evaluating 8",
            "evaluation 8 best",
            "epoch 8",
            "save 8 best",
            "end COMPLETED");
  }

  private static void await(BlockingQueue<String> events, String event)
      throws InterruptedException {
    String next = events.take();
    while (!next.equals(event)) {
      next = events.take();
    }
  }

  @Test
  void many_threads_that_pause_save_and_evaluate_at_random_do_not_change_the_run()
      throws Exception {
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(seed -> new Thread(() -> meddle(new SplittableRandom(seed))))
            .toList();
    Recorder starts = Recorder.at("step 1", () -> threads.forEach(Thread::start));
    FineTuningResult result = run("out").control(control).listener(starts).run();
    for (Thread thread : threads) {
      thread.join();
    }
    FineTuningResult straight = run("straight").run();
    assertThat(result.end()).isEqualTo(TrainingEnd.COMPLETED);
    assertThat(result.model().resolve("model.safetensors"))
        .hasSameBinaryContentAs(straight.model().resolve("model.safetensors"));
  }

  private void meddle(SplittableRandom random) {
    for (int i = 0; i < 20; i++) {
      switch (random.nextInt(4)) {
        case 0 -> control.pause();
        case 1 -> control.saveNow();
        case 2 -> control.evaluateNow();
        default -> assertThat(control.isStopped()).isFalse();
      }
      LockSupport.parkNanos(random.nextLong(5_000_000));
      control.goOn();
    }
  }

  @Test
  void a_run_stops_after_the_step_is_evaluated_and_saved_and_can_be_gone_on_with()
      throws IOException {
    Recorder stops = Recorder.at("step 3", control::stop);
    FineTuningResult result = run("out").control(control).listener(stops).run();
    assertThat(result.end()).isEqualTo(TrainingEnd.STOPPED);
    assertThat(result.step()).isEqualTo(3);
    assertThat(stops.events)
        .endsWith(
            "step 3",
            "log 3",
            "evaluating 3",
            "evaluation 3 best",
            "epoch 3",
            "save 3 best",
            "end STOPPED");

    FineTuningResult rest = run("out").resume(true).run();
    assertThat(rest.plan().stepsDone()).isEqualTo(3);
    assertThat(rest.model().resolve("model.safetensors"))
        .hasSameBinaryContentAs(run("straight").run().model().resolve("model.safetensors"));
  }

  @Test
  void many_steps_of_a_call_are_all_made_before_the_run_stops() {
    Recorder stops = Recorder.at("step 1", control::stop);
    FineTuningResult result = run("out").stepsPerCall(4).control(control).listener(stops).run();
    assertThat(result.step()).isEqualTo(4);
  }

  @Test
  void a_stop_while_the_step_is_saved_saves_it_again_as_the_last() {
    Recorder stops = Recorder.at("save 2", control::stop);
    FineTuningResult result =
        run("out").saveEvery(Cadence.steps(2)).control(control).listener(stops).run();
    assertThat(stops.events)
        .containsSubsequence(
            "save 2", "evaluation 2 best", "epoch 2", "save 2 best", "end STOPPED");
    assertThat(TrainingCheckpoint.state(folder.resolve("out/checkpoint-2"), 2).evaluations)
        .isEqualTo(result.evaluations());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokenization", "start 0"})
  void a_run_that_is_stopped_before_its_first_step_has_the_model_that_it_began_with(String event) {
    Recorder stops = Recorder.at(event, control::stop);
    FineTuningResult result = run("out").control(control).listener(stops).run();
    assertThat(result.end()).isEqualTo(TrainingEnd.STOPPED);
    assertThat(result.step()).isZero();
    assertThat(result.history()).isEmpty();
    assertThat(result.model().resolve("model.safetensors"))
        .hasSameBinaryContentAs(model.resolve("model.safetensors"));
  }

  @Test
  void a_paused_run_can_be_stopped() {
    Recorder pauses = Recorder.at("step 2", control::pause);
    Recorder stops = Recorder.at("pause 2", control::stop);
    FineTuningResult result = run("out").control(control).listener(pauses).listener(stops).run();
    assertThat(result.step()).isEqualTo(2);
    assertThat(stops.events).containsSubsequence("pause 2", "go-on 2", "end STOPPED");
  }

  @Test
  void what_is_asked_for_when_it_is_due_anyway_is_done_once() {
    Recorder asks =
        Recorder.at(
            "step 5",
            () -> {
              control.saveNow();
              control.evaluateNow();
            });
    run("out").control(control).listener(asks).run();
    assertThat(asks.steps("evaluation")).containsExactly(5L, 8L);
    assertThat(asks.steps("save")).containsExactly(5L, 8L);
  }

  @Test
  void the_model_can_be_evaluated_before_it_has_learnt_anything() {
    control.evaluateNow();
    Recorder recorder = new Recorder();
    FineTuningResult result = run("out").control(control).listener(recorder).run();
    assertThat(recorder.steps("evaluation")).containsExactly(0L, 5L, 8L);
    assertThat(result.evaluations().get(0).epoch()).isZero();
  }

  @Test
  void without_validation_data_nothing_is_evaluated() {
    control.evaluateNow();
    Recorder recorder = new Recorder();
    TinyRun.of(model, folder.resolve("out")).steps(1).control(control).listener(recorder).run();
    assertThat(recorder.steps("evaluating")).isEmpty();
  }
}
