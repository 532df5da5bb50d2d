package io.summarizer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.GenerationOptions;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model cannot generate with, and how sources are put together. */
class GeneratorErrorTest {
  private static final GenerationGolden GOLDEN = new GenerationGolden("generation-v1.0");

  @AfterAll
  static void close() {
    GOLDEN.close();
  }

  static Stream<Arguments> unfit() {
    return Stream.of(
        unfit(
            b -> b.forbiddenTokens(List.of(List.of(3, 40))),
            "forbiddenTokens: expected ids below the vocabulary's size, 40, got 40"),
        unfit(
            b -> b.forcedFirstToken(77),
            "forcedFirstToken: expected ids below the vocabulary's size, 40, got 77"),
        unfit(b -> b.beams(21), "beams: expected at most half of the vocabulary, 20, got 21"),
        unfit(
            b -> b.forbiddenWords(List.of("storm")),
            "forbiddenWords: expected none, since the generator knows tokens only, got [storm]; turn"
                + " them into forbiddenTokens with ForbiddenWords.toTokens"));
  }

  private static Arguments unfit(UnaryOperator<GenerationOptions.Builder> change, String message) {
    return Arguments.of(message, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unfit")
  void options_that_do_not_fit_the_model_are_refused(
      String message, UnaryOperator<GenerationOptions.Builder> change) {
    GenerationOptions options = change.apply(GenerationOptions.builder()).build();
    assertThatThrownBy(() -> GOLDEN.generate(GOLDEN.sources(), 2, options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void sources_are_put_together_by_length_within_both_limits() {
    List<int[]> sources = Stream.of(3, 9, 4, 20, 5, 4).map(int[]::new).toList();
    assertThat(SourceBatches.of(sources, 3, 18))
        .isEqualTo(List.of(List.of(3), List.of(1, 4), List.of(2, 5, 0)));
    assertThat(SourceBatches.of(sources, 4, Long.MAX_VALUE))
        .isEqualTo(List.of(List.of(3, 1, 4, 2), List.of(5, 0)));
    assertThat(SourceBatches.of(List.of(), 4, 100)).isEmpty();
  }

  @Test
  void uniforms_are_below_one_and_those_of_a_row_do_not_depend_on_other_rows() {
    float[] wide = new float[3 * 1000];
    float[] narrow = new float[1000];
    Uniforms.fill(FloatBuffer.wrap(wide), 3, 2, 5, new int[] {1, 2}, 4);
    Uniforms.fill(FloatBuffer.wrap(narrow), 1, 0, 5, new int[] {1, 2}, 4);
    double sum = 0;
    for (int i = 0; i < narrow.length; i++) {
      assertThat(narrow[i]).isBetween(0f, 0.9999999f).isEqualTo(wide[3 * i + 2]);
      sum += narrow[i];
    }
    assertThat(sum / narrow.length).isBetween(0.46, 0.54);
  }
}
