package io.summarizer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.TrainingEnd;
import io.summarizer.TrainingPause;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

class RunLogTest {
  private final List<String> lines = new ArrayList<>();

  private final Logger logger =
      (Logger)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Logger.class},
              (proxy, method, args) -> {
                String text =
                    args.length == 1
                        ? (String) args[0]
                        : MessageFormatter.format((String) args[0], args[1], args[2]).getMessage();
                return lines.add(method.getName() + " " + text) ? null : null;
              });

  @Test
  void each_event_is_a_line() {
    RunLog log = new RunLog(logger);
    SampleRun.tell(log);
    TrainingPause pause = new TrainingPause(20, TrainingPause.Cause.ASKED);
    log.onPause(pause);
    log.onGoOn(pause, 61.7);
    log.onEnd(SampleRun.end(TrainingEnd.EARLY_STOPPED, Optional.empty()));
    Path model = Path.of("out/my-model");
    assertThat(lines)
        .containsExactly(
            "info Fine-tuning of models/t5-tiny, 1,234 parameters, on 100 examples of train.csv:"
                + " 20 steps, 10 to an epoch",
            "info Step 10, epoch 1.00: validation loss 2.2500"
                + scores(lines.get(1), "40.00", "20.00")
                + ", the best so far",
            "info Step 10 is saved in " + Path.of("out/checkpoint-10"),
            "warn Back to step 10: step 12: expected a finite loss and gradient, got loss NaN and"
                + " gradient norm 1.0; training stopped. The last good checkpoint is checkpoint-10."
                + "\n"
                + SampleRun.rollBack(12, 10).failure().report().text(),
            "info Step 20, epoch 2.00: validation loss 2.5000"
                + scores(lines.get(4), "30.00", "15.00"),
            "info Step 20 is saved in " + Path.of("out/checkpoint-20"),
            "info Step 20: paused, as asked",
            "info Step 20: goes on after a pause of 62 s",
            "info Fine-tuning has ended (early stopped); the model of step 10 is in " + model);
  }

  /** The scores of a line, which come in no certain order. */
  private static String scores(String line, String rouge1, String rouge2) {
    assertThat(line).contains(", rouge1 " + rouge1, ", rouge2 " + rouge2, ", rougeLsum " + rouge1);
    int end = line.indexOf(", the best");
    return line.substring(line.indexOf(", rouge"), end < 0 ? line.length() : end);
  }

  @Test
  void a_run_that_goes_on_says_so() {
    new RunLog(logger).onStart(SampleRun.plan(1500, Map.of()));
    assertThat(lines.get(0)).endsWith(": goes on after step 1,500 of 20 steps, 10 to an epoch");
  }
}
