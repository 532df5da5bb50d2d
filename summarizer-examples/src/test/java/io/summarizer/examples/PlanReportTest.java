package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.TokenizationReport;
import io.summarizer.TrainingPlan;
import io.summarizer.audit.Lengths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanReportTest {
  private static String report(long stepsDone, Map<String, String> settings) {
    var rows = new TokenizationReport(10, 0, List.of(), 0, 0);
    Lengths lengths = Lengths.ofCut(new int[] {5}, 8, 0);
    Cli.Captured captured = new Cli.Captured(false);
    new PlanReport(captured.streams())
        .onStart(
            new TrainingPlan(
                1234,
                rows,
                Optional.of(rows),
                4,
                1200,
                stepsDone,
                0.25,
                new TrainingPlan.ExampleLengths(lengths, lengths),
                2,
                settings));
    return captured.out();
  }

  @Test
  void a_run_that_goes_on_says_after_which_step() {
    assertThat(report(1000, Map.of()))
        .contains("\ngoes on     after step 1,000, from its checkpoint\n");
    assertThat(report(0, Map.of())).doesNotContain("goes on");
  }

  @Test
  void warm_up_evaluations_and_checkpoints_are_told() {
    assertThat(
            report(
                0,
                Map.of(
                    "learningRate", "0.001",
                    "warmupSteps", "100",
                    "evaluateEvery", "every 50 steps",
                    "saveEvery", "never")))
        .contains("learning rate 0.001, warm-up over 100\n")
        .contains("\nevaluated   every 50 steps\n")
        .contains("\nsaved       never\n");
    assertThat(report(0, Map.of("warmupSteps", "0", "warmupRatio", "0.06")))
        .contains(", warm-up over 6.0 % of them\n");
  }
}
