package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExampleTest {
  @Test
  void texts_mayBeEmpty() {
    assertThat(new Example("1", "", "").article()).isEmpty();
  }

  @Test
  void references_areTheSummaryAndTheExtraOnes() {
    List<String> extra = new ArrayList<>(List.of("c"));
    Example example = new Example("1", "a", "b", extra);
    extra.add("d");
    assertThat(example.references()).containsExactly("b", "c");
    assertThat(example.withArticle("x")).isEqualTo(new Example("1", "x", "b", List.of("c")));
    assertThat(example.withReferences("y", List.of())).isEqualTo(new Example("1", "a", "y"));
    assertThat(new Example("1", "a", "b").references()).containsExactly("b");
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
