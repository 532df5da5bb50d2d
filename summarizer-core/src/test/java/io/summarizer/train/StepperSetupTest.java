package io.summarizer.train;

import static io.summarizer.options.RunOptions.STEPS_PER_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.options.OptionSet;
import org.junit.jupiter.api.Test;

class StepperSetupTest {
  @Test
  void a_gpu_makes_many_steps_in_a_call_and_the_cpu_one() {
    assertThat(StepperSetup.stepsPerCall(OptionSet.EMPTY, false)).isEqualTo(20);
    assertThat(StepperSetup.stepsPerCall(OptionSet.EMPTY, true)).isEqualTo(1);
  }

  @Test
  void steps_in_a_call_can_be_given() {
    OptionSet three = OptionSet.EMPTY.with(STEPS_PER_CALL, 3);
    assertThat(StepperSetup.stepsPerCall(three, false)).isEqualTo(3);
    assertThat(StepperSetup.stepsPerCall(three, true)).isEqualTo(3);
  }
}
