package io.summarizer.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.Golden;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.tokens.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Greedy search against Hugging Face's {@code generate()}, see make_t5_goldens.py. */
class GreedyGoldenTest {
  @ParameterizedTest
  @CsvSource({"t5-v1.0, 3", "t5-v1.0, 1", "t5-v1.0, 2", "t5-v1.1, 3", "t5-v1.1, 1"})
  void greedy_ids_equal_those_of_hugging_face_in_any_batch(String variant, int batchSize) {
    Golden golden = new Golden(variant);
    ParameterLayout layout = ParameterLayout.of(golden.tensors(), 4_000);
    try (ParameterBlocks parameters = golden.parameters(layout);
        Generator generator =
            new Generator(golden.config(), parameters, new SessionOptions(1, null))) {
      List<int[]> generated =
          generator.generate(parameters, sources(golden.batch()), batchSize, 12);
      List<List<Integer>> actual =
          generated.stream().map(ids -> Arrays.stream(ids).boxed().toList()).toList();
      assertThat(actual).isEqualTo(expected(golden));
    }
  }

  private static List<int[]> sources(Batch batch) {
    List<int[]> result = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      int start = row * batch.sourceLength();
      long[] ids =
          Arrays.copyOfRange(batch.sourceIds(), start, start + (int) batch.sourceLengths()[row]);
      result.add(Arrays.stream(ids).mapToInt(id -> (int) id).toArray());
    }
    return result;
  }

  /** Without the start token, and without the padding after the end token. */
  private static List<List<Integer>> expected(Golden golden) {
    List<List<Integer>> result = new ArrayList<>();
    for (JsonNode row : golden.expected().get("greedy")) {
      List<Integer> ids = new ArrayList<>();
      for (int i = 1; i < row.size() && (ids.isEmpty() || ids.get(ids.size() - 1) != 1); i++) {
        ids.add(row.get(i).asInt());
      }
      result.add(ids);
    }
    return result;
  }
}
