package io.summarizer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.GenerationOptions;
import io.summarizer.GenerationOptions.EarlyStopping;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.InputTensor;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches of sources whose summaries end at very different steps. */
class FinishedSourcesTest {
  private static final float FACTOR = 1.7f;
  private static final GenerationGolden GOLDEN = endingSoon();

  @AfterAll
  static void close() {
    GOLDEN.close();
  }

  /** A model that likes the end token more, so that beams end at different steps too. */
  private static GenerationGolden endingSoon() {
    GenerationGolden golden = new GenerationGolden("generation-v1.1");
    int end = golden.golden().config().eosTokenIds().get(0);
    int width = golden.golden().config().dModel();
    FloatBuffer head = golden.parameters().parameter("lm_head.weight");
    for (int i = end * width; i < (end + 1) * width; i++) {
      head.put(i, FACTOR * head.get(i));
    }
    return golden;
  }

  private static List<int[]> sources(int count) {
    SplittableRandom random = new SplittableRandom(5);
    return IntStream.range(0, count)
        .mapToObj(source -> random.ints(1 + random.nextInt(25), 2, 40).toArray())
        .toList();
  }

  static Stream<GenerationOptions> searches() {
    GenerationOptions.Builder greedy = GenerationOptions.builder().maxNewTokens(40);
    GenerationOptions.Builder beams = greedy.beams(3).returnedSummaries(2);
    GenerationOptions.Builder samples = greedy.doSample(true);
    return Stream.of(
            greedy,
            greedy.noRepeatNgram(2),
            greedy.repetitionPenalty(1.4),
            greedy.minNewTokens(3),
            greedy.forbiddenTokens(List.of(List.of(7), List.of(9, 4), List.of(11, 12))),
            greedy.forcedFirstToken(6),
            samples,
            samples.returnedSummaries(2).topK(0).noRepeatNgram(3).temperature(1.5).seed(8),
            samples.topP(0.8).minP(0.02).repetitionPenalty(0.8).minNewTokens(2),
            beams,
            beams.earlyStopping(EarlyStopping.WHEN_ENOUGH),
            beams.earlyStopping(EarlyStopping.NEVER).lengthPenalty(0.6).noRepeatNgram(2),
            beams.earlyStopping(EarlyStopping.NEVER).lengthPenalty(-0.5),
            beams.beams(2).noRepeatNgram(2).repetitionPenalty(1.2).minNewTokens(4),
            beams.beams(4).forbiddenTokens(List.of(List.of(7), List.of(9, 4))).forcedFirstToken(6))
        .map(GenerationOptions.Builder::build);
  }

  @ParameterizedTest
  @MethodSource("searches")
  void summaries_are_those_that_each_source_has_alone(GenerationOptions options) {
    List<int[]> sources = sources(13);
    List<List<Generated>> together = GOLDEN.generate(sources, 13, options);
    List<List<Generated>> alone = GOLDEN.generate(sources, 1, options);
    Set<Integer> lengths = new HashSet<>();
    for (int source = 0; source < sources.size(); source++) {
      assertThat(together.get(source)).hasSameSizeAs(alone.get(source));
      for (int rank = 0; rank < together.get(source).size(); rank++) {
        Generated one = together.get(source).get(rank);
        Generated expected = alone.get(source).get(rank);
        assertThat(one.ids()).isEqualTo(expected.ids());
        assertThat(one.score()).isCloseTo(expected.score(), within(1e-4));
        assertThat(one.ended()).isEqualTo(expected.ended());
        lengths.add(one.ids().length());
      }
    }
    assertThat(lengths).as("different lengths").hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("searches")
  void no_more_than_half_of_the_sources_are_left_after_each_stretch(GenerationOptions options)
      throws InterruptedException {
    List<int[]> sources = sources(13);
    long[] widths = widths(sources, options);
    assertThat(widths).hasSizeBetween(2, 4).startsWith(13);
    for (int i = 1; i < widths.length; i++) {
      assertThat(widths[i]).isBetween(1L, widths[i - 1] / 2);
    }
  }

  private static long[] widths(List<int[]> sources, GenerationOptions options)
      throws InterruptedException {
    ParameterLayout layout = GOLDEN.parameters().layout();
    SearchSpec spec = SearchSpec.of(options);
    try (Session session =
            Session.open(
                "search",
                SearchGraph.build(GOLDEN.golden().config(), layout, Arithmetic.FLOAT32, spec)
                    .toModel(),
                new SessionOptions(1, null));
        SearchInputs inputs =
            SearchInputs.of(GOLDEN.golden().config(), spec, options, new ArrayList<>(sources))) {
      Map<String, InputTensor> all = inputs.tensors();
      GOLDEN.parameters().bind(SearchGraph.PARAMETERS, all);
      try (Outputs outputs = session.runInterruptibly(all, Set.of(WholeLoop.WIDTHS))) {
        return outputs.longs(WholeLoop.WIDTHS);
      }
    }
  }
}
