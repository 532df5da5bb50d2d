package io.summarizer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.GenerationOptions;
import io.summarizer.GenerationOptions.EarlyStopping;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * The graph, with its cache and its batches, against a search that recomputes everything for each
 * source alone.
 */
class SlowSearchTest {
  private static final GenerationGolden GOLDEN = new GenerationGolden("generation-v1.1");
  private static final SlowSearch SLOW = new SlowSearch(GOLDEN.golden(), GOLDEN.parameters());

  @AfterContainer
  static void close() {
    SLOW.close();
    GOLDEN.close();
  }

  @Property(tries = 40, seed = "20261123")
  void search_with_a_cache_finds_what_a_search_without_one_finds(
      @ForAll("sources") List<int[]> sources, @ForAll("options") GenerationOptions options) {
    assertSame(GOLDEN, SLOW, sources, options);
  }

  /** Of 40 tokens no beam can give four candidates, one and three ends, for each of 15. */
  @Example
  void more_candidates_than_tokens() {
    try (GenerationGolden golden = new GenerationGolden("generation-ends");
        SlowSearch slow = new SlowSearch(golden.golden(), golden.parameters())) {
      assertSame(
          golden,
          slow,
          List.of(new int[] {5, 20, 31, 1}, new int[] {7, 1}),
          GenerationOptions.builder().beams(15).returnedSummaries(15).maxNewTokens(6).build());
    }
  }

  private static void assertSame(
      GenerationGolden golden, SlowSearch search, List<int[]> sources, GenerationOptions options) {
    List<List<Generated>> fast = golden.generate(sources, sources.size(), options);
    for (int i = 0; i < sources.size(); i++) {
      List<Generated> slow = search.search(sources.get(i), options);
      assertThat(fast.get(i).stream().map(Generated::ids).toList())
          .as("%s", options)
          .isEqualTo(slow.stream().map(Generated::ids).toList());
      for (int rank = 0; rank < slow.size(); rank++) {
        assertThat(fast.get(i).get(rank).score()).isCloseTo(slow.get(rank).score(), within(1e-4));
        assertThat(fast.get(i).get(rank).ended()).isEqualTo(slow.get(rank).ended());
      }
    }
  }

  @Provide
  Arbitrary<List<int[]>> sources() {
    return Arbitraries.integers()
        .between(2, 39)
        .array(int[].class)
        .ofMinSize(1)
        .ofMaxSize(30)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<GenerationOptions> options() {
    Arbitrary<GenerationOptions.Builder> lengths =
        Combinators.combine(
                Arbitraries.integers().between(1, 5),
                Arbitraries.of(EarlyStopping.class),
                Arbitraries.of(-0.5, 0.0, 0.6, 1.0, 2.0),
                Arbitraries.integers().between(1, 14),
                Arbitraries.integers().between(0, 1))
            .as(
                (beams, early, penalty, max, half) ->
                    GenerationOptions.builder()
                        .beams(beams)
                        .returnedSummaries((beams + 1) / 2)
                        .earlyStopping(early)
                        .lengthPenalty(penalty)
                        .maxNewTokens(max)
                        .minNewTokens(half * max / 2));
    Arbitrary<List<List<Integer>>> forbidden =
        Arbitraries.integers().between(0, 39).list().ofMinSize(1).ofMaxSize(3).list().ofMaxSize(6);
    return Combinators.combine(
            lengths,
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(1.0, 1.0, 0.8, 1.5),
            forbidden,
            Arbitraries.integers().between(-60, 39))
        .as(
            (builder, ngram, penalty, tokens, first) -> {
              GenerationOptions.Builder all =
                  builder
                      .noRepeatNgram(ngram)
                      .repetitionPenalty(penalty)
                      .forbiddenTokens(new ArrayList<>(tokens));
              return (first > 1 ? all.forcedFirstToken(first) : all).build();
            });
  }
}
