package io.summarizer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.GenerationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that are shown as they come. */
class TokenStreamTest {
  private static final GenerationGolden GOLDEN = new GenerationGolden("generation-v1.1");

  @AfterAll
  static void close() {
    GOLDEN.close();
  }

  static Stream<GenerationOptions> lanes() {
    GenerationOptions.Builder builder = GenerationOptions.builder().maxNewTokens(20);
    GenerationOptions.Builder processed =
        builder
            .minNewTokens(4)
            .noRepeatNgram(2)
            .repetitionPenalty(1.3)
            .forbiddenTokens(List.of(List.of(7), List.of(9, 4)))
            .forcedFirstToken(5);
    return Stream.of(
            builder,
            builder.maxNewTokens(1),
            builder.lengthPenalty(0.5),
            processed,
            builder.doSample(true).topK(0),
            processed.doSample(true).topK(12).topP(0.9).minP(0.05).temperature(1.4).seed(3))
        .map(GenerationOptions.Builder::build);
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void shown_tokens_and_their_score_are_those_of_a_search_that_shows_none(
      GenerationOptions options) {
    List<List<Generated>> expected = GOLDEN.generate(GOLDEN.sources(), 6, options);
    for (int i = 0; i < expected.size(); i++) {
      List<Integer> shown = new ArrayList<>();
      Generated actual = GOLDEN.stream(GOLDEN.sources().get(i), options, shown::add);
      Generated whole = expected.get(i).get(0);
      assertThat(shown).isEqualTo(whole.ids().asList());
      assertThat(actual.ids()).isEqualTo(whole.ids());
      assertThat(actual.score()).isCloseTo(whole.score(), within(1e-5));
      assertThat(actual.ended()).isEqualTo(whole.ended());
    }
  }

  @Test
  void a_search_that_is_told_to_end_returns_the_tokens_shown_and_their_score() {
    int[] source = GOLDEN.sources().get(0);
    GenerationOptions options =
        GenerationOptions.builder().minNewTokens(65_536).maxNewTokens(65_536).build();
    List<Integer> shown = new ArrayList<>();
    Generated cut =
        GOLDEN.stream(
            source,
            options,
            id -> {
              shown.add(id);
              return shown.size() < 3;
            });
    GenerationOptions three = options.toBuilder().minNewTokens(3).maxNewTokens(3).build();
    Generated expected = GOLDEN.generate(List.of(source), 1, three).get(0).get(0);
    assertThat(shown).hasSize(3).isEqualTo(expected.ids().asList());
    assertThat(cut.ids()).isEqualTo(expected.ids());
    assertThat(cut.score()).isCloseTo(expected.score(), within(1e-5));
    assertThat(cut.ended()).isFalse();
  }

  @Test
  void a_failure_of_what_takes_the_tokens_comes_through_and_the_next_search_is_as_before() {
    int[] source = GOLDEN.sources().get(0);
    GenerationOptions options = GenerationOptions.builder().maxNewTokens(10).build();
    IllegalStateException failure = new IllegalStateException("the reader has gone");
    assertThatThrownBy(
            () ->
                GOLDEN.stream(
                    source,
                    options,
                    id -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    List<Thread> callers = new ArrayList<>();
    Generated after = GOLDEN.stream(source, options, id -> callers.add(Thread.currentThread()));
    assertThat(after.ids())
        .isEqualTo(GOLDEN.generate(List.of(source), 1, options).get(0).get(0).ids());
    assertThat(callers).hasSize(after.ids().length()).containsOnly(Thread.currentThread());
  }

  @Test
  void a_search_for_several_summaries_shows_no_tokens() {
    int[] source = {5, 1};
    assertThatThrownBy(
            () -> GOLDEN.stream(source, GenerationOptions.builder().beams(2).build(), id -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "beams: expected 1, since the tokens of one summary are shown as they come, got 2;"
                + " generate without showing tokens for more");
    GenerationOptions samples =
        GenerationOptions.builder().doSample(true).returnedSummaries(3).build();
    assertThatThrownBy(() -> GOLDEN.stream(source, samples, id -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "returnedSummaries: expected 1, since the tokens of one summary are shown as they come,"
                + " got 3; generate without showing tokens for more");
  }
}
