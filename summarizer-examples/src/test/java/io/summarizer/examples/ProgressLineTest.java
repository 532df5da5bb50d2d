package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.summarizer.EpochResult;
import io.summarizer.SavedCheckpoint;
import io.summarizer.TokenizationProgress;
import io.summarizer.TrainingPause;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final long SECOND = 1_000_000_000;

  private long now;

  private Ticker ticker() {
    return new Ticker() {
      @Override
      public long read() {
        return now;
      }
    };
  }

  /** What a terminal is told in a run of two epochs of four steps of five examples. */
  private List<String> run(boolean interactive, long nanosPerStep, int columns) {
    Cli.Captured captured = new Cli.Captured(interactive);
    ProgressLine progress = new ProgressLine(captured.streams(), ticker(), () -> columns);
    progress.show("reading");
    progress.onStart(EpochTableTest.plan(4, 8));
    for (int step = 1; step <= 8; step++) {
      now += nanosPerStep;
      progress.onStep(EpochTableTest.step(step));
      if (step % 4 == 0) {
        progress.onEvaluating(step);
        now += 12 * SECOND;
        progress.onEvaluation(EpochTableTest.point(step));
        progress.onEpoch(new EpochResult(step / 4.0, step, 1, Optional.empty(), 1, 1, 0));
        progress.onSaving(step);
        now += 3 * SECOND;
        progress.onSave(new SavedCheckpoint(Path.of("checkpoint"), step, false));
      }
    }
    return lines(captured);
  }

  /** Each begins at the left and wipes what is left of the one before. */
  static List<String> lines(Cli.Captured captured) {
    return Pattern.compile("\u001b\\[K")
        .splitAsStream(captured.err())
        .filter(line -> !line.isEmpty())
        .map(
            line -> {
              assertThat(line).startsWith("\r");
              return line.substring(1);
            })
        .filter(line -> !line.isEmpty())
        .toList();
  }

  @Test
  void a_terminal_sees_how_much_is_done_what_is_done_and_the_time_that_is_left() {
    List<String> lines = run(true, SECOND, 120);
    assertThat(lines)
        .contains(
            "[======>                       ]  25 %  step 2/8  0:06 left  loss 5.0000"
                + "  5.0 samples/s  lr 1.0e-03  50 tokens/s");
    assertThat(lines)
        .extracting(line -> line.replaceFirst("\\[.*%  ", "").replaceFirst("  5.0 samples.*", ""))
        .containsExactly(
            "reading",
            "step 1/8  0:07 left  loss 10.0000",
            "step 2/8  0:06 left  loss 5.0000",
            "step 3/8  0:05 left  loss 3.3333",
            "step 4/8  0:04 left  loss 2.5000",
            "evaluating  step 4/8  loss 2.5000",
            "saving  step 4/8  loss 2.5000",
            "step 5/8  0:18 left  loss 2.0000", // an evaluation of 12 and a checkpoint of 3 seconds
            "step 6/8  0:17 left  loss 1.6667",
            "step 7/8  0:16 left  loss 1.4286",
            "step 8/8  0:15 left  loss 1.2500",
            "evaluating  step 8/8  loss 1.2500",
            "saving  step 8/8  loss 1.2500");
  }

  @Test
  void a_narrow_terminal_sees_what_matters_most_on_one_line() {
    assertThat(run(true, SECOND, 60)).allSatisfy(line -> assertThat(line).hasSizeLessThan(60));
    assertThat(run(true, SECOND, 40)).allSatisfy(line -> assertThat(line).hasSizeLessThan(40));
    assertThat(run(true, SECOND, 40))
        .contains(
            "[====>     ]  50 %  step 4/8  0:04 left", "[========>          ]  50 %  evaluating");
  }

  @Test
  void a_pause_is_shown_unless_the_library_warns_of_it() {
    Cli.Captured captured = new Cli.Captured(true);
    ProgressLine progress = new ProgressLine(captured.streams(), ticker(), () -> 60);
    progress.onStart(EpochTableTest.plan(4, 8));
    progress.onPause(new TrainingPause(0, TrainingPause.Cause.ASKED));
    progress.onPause(new TrainingPause(0, TrainingPause.Cause.HEAT));
    assertThat(lines(captured)).containsExactly("paused");
  }

  @Test
  void a_terminal_sees_which_row_of_how_many_is_tokenized() {
    Cli.Captured captured = new Cli.Captured(true);
    ProgressLine progress = new ProgressLine(captured.streams(), ticker(), () -> 80);
    progress.onTokenization(new TokenizationProgress("a.csv", 143_000, OptionalLong.of(287_113)));
    progress.onTokenization(new TokenizationProgress("b.csv", 256, OptionalLong.empty()));
    assertThat(lines(captured))
        .containsExactly(
            "[=============>                ]  49 %  tokenizing a.csv, row 143,000/287,113",
            "tokenizing b.csv, row 256");
  }

  @Test
  void fast_steps_are_not_all_shown() {
    assertThat(run(true, SECOND / 20, 80))
        .filteredOn(line -> line.contains(" left"))
        .extracting(line -> line.replaceAll(".*step (\\d).*", "$1"))
        .containsExactly("2", "4", "5", "7", "8");
  }

  @Test
  void nothing_is_written_where_nobody_watches() {
    assertThat(run(false, SECOND, 80)).isEmpty();
  }

  @Test
  void time_is_told_in_hours_only_if_there_are_any() {
    assertThat(ProgressLine.clock(0)).isEqualTo("0:00");
    assertThat(ProgressLine.clock(3599)).isEqualTo("59:59");
    assertThat(ProgressLine.clock(2 * 3600 + 65)).isEqualTo("2:01:05");
  }

  @Test
  void the_width_is_taken_from_stty_if_it_knows_one() {
    assertThat(Terminal.parse("24 132\n")).isEqualTo(132);
    assertThat(Terminal.parse("0 0\n")).isEqualTo(80);
    assertThat(Terminal.parse("")).isEqualTo(80);
  }
}
