package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.data.Dataset;
import io.summarizer.hub.Hub;
import io.summarizer.rouge.RougeScorer;
import io.summarizer.rouge.RougeType;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Builders that several threads change at once: each has its own, and the first stays as it is. */
class SharedBuildersTest {
  private static final int CHANGES = 2_000;

  private static void assertOwn(IntFunction<?> change) {
    assertThat(IntStream.range(1, CHANGES).parallel().mapToObj(change).map(String::valueOf))
        .isEqualTo(IntStream.range(1, CHANGES).mapToObj(String::valueOf).toList());
  }

  @Test
  void options_of_a_generation_are_each_threads_own() {
    GenerationOptions.Builder shared = GenerationOptions.builder().beams(2);
    assertOwn(i -> shared.maxNewTokens(i).build().maxNewTokens());
    assertThat(shared.build()).isEqualTo(GenerationOptions.builder().beams(2).build());
  }

  @Test
  void options_of_a_run_are_each_threads_own() {
    FineTuning.Builder shared =
        Summarizer.fineTune(Path.of("model"))
            .train(Dataset.of())
            .outputDirectory(Path.of("out"))
            .seed(0);
    assertOwn(i -> shared.seed(i).build().settings().get("seed"));
    assertThat(shared.build().settings()).containsEntry("seed", "0");
  }

  @Test
  void options_of_a_scorer_are_each_threads_own() {
    RougeScorer.Builder shared = RougeScorer.builder();
    assertOwn(
        i -> {
          RougeType type = RougeType.n(1 + i % 9);
          assertThat(shared.types(type).build().score("a", "a").byType()).containsOnlyKeys(type);
          return i;
        });
    assertThat(shared.build().profile()).isEqualTo(RougeScorer.builder().build().profile());
  }

  @Test
  void options_of_a_hub_are_each_threads_own() {
    Hub.Builder hub = Hub.builder(Map.of());
    assertOwn(
        i -> hub.cacheDirectory(Path.of("cache", "" + i)).build().cacheDirectory().getFileName());
  }
}
