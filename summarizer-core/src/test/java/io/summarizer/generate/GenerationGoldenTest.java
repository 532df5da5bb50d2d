package io.summarizer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.GenerationOptions;
import io.summarizer.runtime.SessionOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Greedy search and beams against Hugging Face's {@code generate()}. */
class GenerationGoldenTest {
  @ParameterizedTest
  @ValueSource(strings = {"generation-v1.0", "generation-v1.1", "generation-ends"})
  void summaries_and_scores_equal_those_of_hugging_face_in_any_batch(String variant) {
    try (GenerationGolden golden = new GenerationGolden(variant)) {
      for (JsonNode entry : golden.cases("cases")) {
        for (int batchSize : new int[] {6, 4, 1}) {
          List<Generated> actual =
              golden.generate(golden.sources(), batchSize, GenerationGolden.options(entry)).stream()
                  .flatMap(List::stream)
                  .toList();
          check(actual, entry, golden);
        }
      }
    }
  }

  private static void check(List<Generated> actual, JsonNode entry, GenerationGolden golden) {
    List<List<Integer>> expected = golden.generated(entry);
    assertThat(actual.stream().map(one -> one.ids().asList()).toList())
        .as("%s", entry.get("options"))
        .isEqualTo(expected);
    for (int i = 0; i < actual.size(); i++) {
      double score = entry.get("scores").get(i).asDouble();
      assertThat(actual.get(i).score())
          .as("score %d of %s", i, entry.get("options"))
          .isCloseTo(score, within(1e-5 * Math.max(10, Math.abs(score))));
      assertThat(actual.get(i).ended()).isEqualTo(golden.ends(expected.get(i)));
    }
  }

  @Test
  void golden_summaries_end_at_many_different_steps() {
    int combinations = 0;
    Set<Integer> lengths = new HashSet<>();
    for (String variant : GenerationGolden.VARIANTS) {
      try (GenerationGolden golden = new GenerationGolden(variant)) {
        for (JsonNode entry : golden.cases("cases")) {
          combinations += golden.sources().size();
          golden.generated(entry).stream()
              .filter(golden::ends)
              .forEach(row -> lengths.add(row.size()));
        }
      }
    }
    assertThat(combinations).isGreaterThan(200);
    assertThat(lengths).hasSizeGreaterThan(12);
  }

  @Test
  void a_budget_of_tokens_changes_no_summary() {
    try (GenerationGolden golden = new GenerationGolden("generation-v1.1")) {
      GenerationOptions options =
          GenerationOptions.builder().beams(3).maxNewTokens(16).noRepeatNgram(2).build();
      try (Generator generator =
          new Generator(
              golden.golden().config(), golden.parameters(), new SessionOptions(2, null))) {
        List<ImmutableIntArray> cut =
            generator.generate(golden.parameters(), golden.sources(), 6, 30, options).stream()
                .map(summaries -> summaries.get(0).ids())
                .toList();
        assertThat(cut)
            .isEqualTo(
                golden.generate(golden.sources(), 6, options).stream()
                    .map(summaries -> summaries.get(0).ids())
                    .toList());
      }
    }
  }
}
