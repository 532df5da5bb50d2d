package io.summarizer.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.GenerationOptions;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Sampling against Hugging Face's distributions, and its independence of the batch. */
class SamplingTest {
  private static final int LANES = 100;
  private static final int SEEDS = 25;

  private static final GenerationGolden GOLDEN = new GenerationGolden("generation-v1.1");

  @AfterAll
  static void close() {
    GOLDEN.close();
  }

  /** How often each token came first, source by source. */
  private static int[][] firstTokens(GenerationGolden golden, GenerationOptions options) {
    int vocabulary = golden.golden().config().vocabSize();
    int[][] counts = new int[golden.sources().size()][vocabulary];
    for (int seed = 0; seed < SEEDS; seed++) {
      List<List<Generated>> samples =
          golden.generate(
              golden.sources(),
              6,
              options.toBuilder().seed(seed).returnedSummaries(LANES).maxNewTokens(2).build());
      for (int source = 0; source < counts.length; source++) {
        for (Generated sample : samples.get(source)) {
          counts[source][sample.ids().get(0)]++;
        }
      }
    }
    return counts;
  }

  private static GenerationOptions sampled(JsonNode entry) {
    return GenerationGolden.options(entry).toBuilder().doSample(true).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"generation-v1.0", "generation-v1.1"})
  void tokens_are_drawn_from_hugging_faces_support_as_often_as_they_are_likely(String variant) {
    try (GenerationGolden golden = new GenerationGolden(variant)) {
      for (JsonNode entry : golden.cases("sampling")) {
        int[][] counts = firstTokens(golden, sampled(entry));
        List<List<Integer>> support = GenerationGolden.rows(entry.get("support"));
        for (int source = 0; source < counts.length; source++) {
          int[] count = counts[source];
          Set<Integer> drawn = new TreeSet<>();
          IntStream.range(0, count.length).filter(id -> count[id] > 0).forEach(drawn::add);
          assertThat(support.get(source)).as("%s", entry.get("options")).containsAll(drawn);
          assertThat(chiSquare(count, entry.get("probabilities").get(source)))
              .as("chi-square of source %d of %s", source, entry.get("options"))
              .isLessThan(CRITICAL);
        }
      }
    }
  }

  /** 99.9999 % of chi-square with 39 degrees of freedom; fewer tokens have less. */
  private static final double CRITICAL = 92.2;

  /** Of counts against probabilities; what is expected less than once counts together. */
  private static double chiSquare(int[] counts, JsonNode probabilities) {
    int total = IntStream.of(counts).sum();
    double result = 0;
    double rareExpected = 0;
    int rare = 0;
    for (int id = 0; id < counts.length; id++) {
      double expected = probabilities.get(id).asDouble() * total;
      if (expected < 1) {
        rareExpected += expected;
        rare += counts[id];
      } else {
        result += Math.pow(counts[id] - expected, 2) / expected;
      }
    }
    return rareExpected < 1 ? result : result + Math.pow(rare - rareExpected, 2) / rareExpected;
  }

  @Test
  void the_same_seed_draws_the_same_summaries_in_any_batch_and_order() {
    GenerationOptions options =
        GenerationOptions.builder()
            .doSample(true)
            .returnedSummaries(3)
            .maxNewTokens(12)
            .seed(7)
            .build();
    List<int[]> sources = GOLDEN.sources();
    List<List<Generated>> together = GOLDEN.generate(sources, 6, options);
    List<int[]> backwards = new java.util.ArrayList<>(sources);
    Collections.reverse(backwards);
    List<List<Generated>> alone = GOLDEN.generate(backwards, 1, options);
    Collections.reverse(alone);
    assertThat(alone.stream().map(SamplingTest::ids).toList())
        .isEqualTo(together.stream().map(SamplingTest::ids).toList());
  }

  @Test
  void samples_of_one_article_and_of_different_seeds_differ() {
    GenerationOptions options =
        GenerationOptions.builder()
            .doSample(true)
            .returnedSummaries(8)
            .maxNewTokens(12)
            .minNewTokens(12)
            .build();
    List<int[]> one = GOLDEN.sources().subList(0, 1);
    List<ImmutableIntArray> first = ids(GOLDEN.generate(one, 1, options).get(0));
    List<ImmutableIntArray> second =
        ids(GOLDEN.generate(one, 1, options.toBuilder().seed(1).build()).get(0));
    assertThat(first).doesNotHaveDuplicates().doesNotContainAnyElementsOf(second);
  }

  private static List<ImmutableIntArray> ids(List<Generated> summaries) {
    return summaries.stream().map(Generated::ids).toList();
  }

  @Test
  void drawing_among_one_token_is_greedy_search() {
    GenerationOptions greedy = GenerationOptions.builder().maxNewTokens(16).build();
    assertThat(
            GOLDEN.generate(GOLDEN.sources(), 6, greedy.toBuilder().doSample(true).topK(1).build()))
        .isEqualTo(GOLDEN.generate(GOLDEN.sources(), 6, greedy));
  }
}
