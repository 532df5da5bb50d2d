package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.GenerationOptions.Builder;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each option accepts, and what it says of what it does not. */
class GenerationOptionsTest {
  static Stream<Arguments> wrongValues() {
    return Stream.of(
        wrong(b -> b.beams(0), "beams: expected 1 to 1024, got 0"),
        wrong(b -> b.returnedSummaries(0), "returnedSummaries: expected 1 to 1024, got 0"),
        wrong(
            b -> b.lengthPenalty(Double.NEGATIVE_INFINITY),
            "lengthPenalty: expected a number, got -Infinity"),
        wrong(b -> b.minNewTokens(-1), "minNewTokens: expected 0 or more, got -1"),
        wrong(b -> b.maxNewTokens(0), "maxNewTokens: expected 1 to 65536, got 0"),
        wrong(b -> b.noRepeatNgram(-1), "noRepeatNgram: expected 0 to 128, got -1"),
        wrong(b -> b.repetitionPenalty(0), "repetitionPenalty: expected a number above 0, got 0.0"),
        wrong(
            b -> b.forbiddenWords(List.of("a", " ")), "forbiddenWords: expected words, got \" \""),
        wrong(
            b -> b.forbiddenTokens(List.of(List.of(1), List.of())),
            "forbiddenTokens: expected sequences of one or more token ids of 0 or more, got []"),
        wrong(
            b -> b.forbiddenTokens(List.of(List.of(1, -1))),
            "forbiddenTokens: expected sequences of one or more token ids of 0 or more, got [1, -1]"),
        wrong(b -> b.forcedFirstToken(-1), "forcedFirstToken: expected 0 or more, got -1"),
        wrong(b -> b.temperature(0), "temperature: expected a number above 0, got 0.0"),
        wrong(b -> b.topK(-1), "topK: expected 0 or more, got -1"),
        wrong(b -> b.topP(0), "topP: expected a number above 0 to 1, got 0.0"),
        wrong(b -> b.topP(1.1), "topP: expected a number above 0 to 1, got 1.1"),
        wrong(b -> b.minP(Double.NaN), "minP: expected a number from 0 to 1, got NaN"));
  }

  private static Arguments wrong(UnaryOperator<Builder> setter, String message) {
    return Arguments.of(message, setter);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongValues")
  void a_wrong_value_fails_where_it_is_set(String message, UnaryOperator<Builder> setter) {
    assertThatThrownBy(() -> setter.apply(GenerationOptions.builder()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> wrongCombinations() {
    return Stream.of(
        wrong(
            b -> b.minNewTokens(9).maxNewTokens(8),
            "minNewTokens: expected at most maxNewTokens, 8, got 9"),
        wrong(
            b -> b.doSample(true).beams(2),
            "doSample: expected false with beams, of which there are 2, got true"),
        wrong(
            b -> b.beams(2).returnedSummaries(3),
            "returnedSummaries: expected at most beams, 2, or doSample, got 3"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongCombinations")
  void a_wrong_combination_fails_when_it_is_built(String message, UnaryOperator<Builder> setter) {
    Builder builder = setter.apply(GenerationOptions.builder());
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void a_builder_stays_as_it_is() {
    Builder builder = GenerationOptions.builder();
    builder.beams(4);
    assertThat(builder.build()).isEqualTo(GenerationOptions.defaults());
    assertThat(builder.beams(4).build())
        .isNotEqualTo(GenerationOptions.defaults())
        .hasSameHashCodeAs(builder.beams(4).build());
  }
}
