package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ExampleTest {
  @Test
  void texts_mayBeEmpty() {
    assertThat(new Example("1", "", "").article()).isEmpty();
  }

  @Test
  void id_mustNotBeBlank() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Example(" ", "a", "b"))
        .withMessage(
            "Example: id must have a visible character, but was \" \"; number the examples if they"
                + " have no name");
  }
}
