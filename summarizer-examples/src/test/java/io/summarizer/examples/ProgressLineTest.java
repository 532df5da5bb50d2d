package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.EpochResult;
import io.summarizer.TokenizationProgress;
import io.summarizer.TrainingStep;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final long SECOND = 1_000_000_000;

  private long now;

  /** What a terminal is told in a run of two epochs of four steps of five examples. */
  private List<String> run(boolean interactive, long nanosPerStep) {
    Cli.Captured captured = new Cli.Captured(interactive);
    ProgressLine progress = new ProgressLine(captured.streams(), () -> now);
    progress.show("reading");
    progress.onStart(EpochTableTest.plan(4, 8));
    for (int step = 1; step <= 8; step++) {
      now += nanosPerStep;
      progress.onStep(new TrainingStep(step, step / 4.0, 10.0 / step, 1, 1e-3, 5, 50, false));
      if (step % 4 == 0) {
        now += 12 * SECOND; // the evaluation
        progress.onEpoch(new EpochResult(step / 4.0, step, 1, Optional.empty(), 1, 1, 0));
      }
    }
    return Pattern.compile("\r\u001b\\[K").splitAsStream(captured.err()).skip(1).toList();
  }

  @Test
  void a_terminal_sees_step_loss_speed_and_the_time_that_is_left() {
    assertThat(run(true, SECOND))
        .containsExactly(
            "reading",
            "",
            "step 1/8, loss 10.0000, 5.0 samples/s, 0:07 left",
            "step 2/8, loss 5.0000, 5.0 samples/s, 0:06 left",
            "step 3/8, loss 3.3333, 5.0 samples/s, 0:05 left",
            "step 4/8, loss 2.5000, evaluating and saving",
            "",
            // Four steps and an evaluation took 16 seconds.
            "step 5/8, loss 2.0000, 5.0 samples/s, 0:10 left",
            "step 6/8, loss 1.6667, 5.0 samples/s, 0:06 left",
            "step 7/8, loss 1.4286, 5.0 samples/s, 0:03 left",
            "step 8/8, loss 1.2500, evaluating and saving");
  }

  @Test
  void a_terminal_sees_which_row_of_how_many_is_tokenized() {
    Cli.Captured captured = new Cli.Captured(true);
    ProgressLine progress = new ProgressLine(captured.streams(), () -> now);
    progress.onTokenization(new TokenizationProgress("a.csv", 25_600, OptionalLong.of(287_113)));
    progress.onTokenization(new TokenizationProgress("b.csv", 256, OptionalLong.empty()));
    assertThat(captured.err())
        .isEqualTo(
            "\r\u001b[Ktokenizing a.csv, row 25,600/287,113\r\u001b[Ktokenizing b.csv, row 256");
  }

  @Test
  void fast_steps_are_not_all_shown() {
    assertThat(run(true, SECOND / 20))
        .filteredOn(line -> line.startsWith("step"))
        .extracting(line -> line.substring(0, 8))
        .containsExactly("step 2/8", "step 4/8", "step 5/8", "step 7/8", "step 8/8");
  }

  @Test
  void nothing_is_written_where_nobody_watches() {
    assertThat(run(false, SECOND)).isEmpty();
  }

  @Test
  void time_is_told_in_hours_only_if_there_are_any() {
    assertThat(ProgressLine.clock(0)).isEqualTo("0:00");
    assertThat(ProgressLine.clock(3599)).isEqualTo("59:59");
    assertThat(ProgressLine.clock(2 * 3600 + 65)).isEqualTo("2:01:05");
  }
}
