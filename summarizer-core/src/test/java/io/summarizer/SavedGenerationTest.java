package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.GenerationOptions.EarlyStopping;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options with which a model was fine-tuned are those with which it is loaded. */
class SavedGenerationTest {
  @TempDir Path folder;

  private FineTuning.Builder shortRun() {
    return TinyNews.fineTuning(TinyNews.untrained(folder), folder.resolve("tuned")).epochs(1);
  }

  private static GenerationOptions loaded(FineTuningResult result) {
    try (Summarizer summarizer = Summarizer.load(result.model())) {
      return summarizer.generation();
    }
  }

  @Test
  void beams_and_their_options_come_back() {
    GenerationOptions options =
        GenerationOptions.builder()
            .beams(3)
            .returnedSummaries(2)
            .lengthPenalty(0.6)
            .earlyStopping(EarlyStopping.NEVER)
            .minNewTokens(4)
            .maxNewTokens(17)
            .noRepeatNgram(3)
            .repetitionPenalty(1.5)
            .forbiddenTokens(List.of(List.of(7), List.of(8, 9)))
            .forcedFirstToken(5)
            .build();
    assertThat(loaded(shortRun().generation(options).run())).isEqualTo(options);
  }

  @Test
  void sampling_comes_back_but_for_its_seed() {
    GenerationOptions options =
        GenerationOptions.builder()
            .doSample(true)
            .temperature(0.7)
            .topK(9)
            .topP(0.8)
            .minP(0.1)
            .build();
    assertThat(loaded(shortRun().generation(options).run())).isEqualTo(options);
  }

  @Test
  void without_options_the_limit_is_that_of_the_targets() {
    assertThat(loaded(shortRun().run()))
        .isEqualTo(GenerationOptions.builder().maxNewTokens(12).build());
  }

  @Test
  void forbidden_words_come_back_as_their_tokens_and_hold_in_evaluations() throws IOException {
    GenerationOptions options =
        GenerationOptions.builder().maxNewTokens(9).forbiddenWords(List.of("red", "cat.")).build();
    FineTuningResult result =
        shortRun()
            .generation(options)
            .validation(Dataset.of(List.of(new Example("1", TinyNews.sentence(0), "A red cat."))))
            .run();
    assertThat(result.evaluations()).isNotEmpty();
    GenerationOptions loaded = loaded(result);
    assertThat(loaded.forbiddenWords()).isEmpty();
    assertThat(loaded.forbiddenTokens()).hasSize(2);
    assertThat(loaded.maxNewTokens()).isEqualTo(9);
    assertThat(Files.readString(result.model().resolve("generation_config.json")))
        .contains("\"bad_words_ids\"");
    try (Summarizer summarizer = Summarizer.load(result.model())) {
      assertThat(summarizer.summarize(TinyNews.sentence(0)).text()).doesNotContain("red", "cat.");
    }
  }

  @Test
  void prefix_and_source_length_come_back_too() {
    FineTuningResult result = shortRun().prefix("tldr: ").maxSourceLength(20).run();
    try (Summarizer summarizer = Summarizer.load(result.model())) {
      assertThat(summarizer.summarize(TinyNews.article(0, 4)).usedTokens()).isEqualTo(20);
      assertThat(summarizer.summarize(TinyNews.sentence(0)).inputTokens())
          .isNotEqualTo(summaryWithOtherPrefix(result.model()).inputTokens());
    }
  }

  private static Summary summaryWithOtherPrefix(Path model) {
    try (Summarizer summarizer = Summarizer.loader(model).prefix("").load()) {
      return summarizer.summarize(TinyNews.sentence(0));
    }
  }
}
