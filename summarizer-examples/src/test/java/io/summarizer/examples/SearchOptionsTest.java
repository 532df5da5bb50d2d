package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.summarizer.GenerationOptions;
import io.summarizer.GenerationOptions.EarlyStopping;
import io.summarizer.Summarizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How fine-tune is told to search: it evaluates so, and the model that it makes does too. */
class SearchOptionsTest {
  @TempDir static Path folder;
  private static Path model = Path.of("");
  private static Path data = Path.of("");

  @BeforeAll
  static void makeModel() throws IOException {
    TinyModel tiny = new TinyModel(folder);
    model = tiny.create();
    data = tiny.jsonLines("data.jsonl", 4);
  }

  private static Cli fineTune(Path output, String... flags) {
    List<Object> args = new ArrayList<>(List.of("fine-tune", "--model", model, "--train", data));
    args.addAll(List.of("--validation", data, "--output", output, "--steps=1", "--threads=1"));
    args.addAll(List.of((Object[]) flags));
    return Cli.run(args.toArray());
  }

  @Test
  void the_model_keeps_what_fine_tune_was_told() {
    Path output = folder.resolve("told");
    fineTune(
            output,
            "--max-target-length=9",
            "--beams=3",
            "--length-penalty=0.6",
            "--early-stopping=never",
            "--no-repeat-ngram=2",
            "--repetition-penalty=1.5",
            "--min-new-tokens=4")
        .succeeds();
    try (Summarizer summarizer = Summarizer.load(output)) {
      assertThat(summarizer.generation())
          .isEqualTo(
              GenerationOptions.builder()
                  .beams(3)
                  .lengthPenalty(0.6)
                  .earlyStopping(EarlyStopping.NEVER)
                  .noRepeatNgram(2)
                  .repetitionPenalty(1.5)
                  .minNewTokens(4)
                  .maxNewTokens(9)
                  .build());
    }
  }

  @Test
  void forbidden_words_are_kept_as_tokens() {
    Path output = folder.resolve("forbids");
    fineTune(output, "--max-target-length=9", "--forbid=red", "--forbid=dog").succeeds();
    try (Summarizer summarizer = Summarizer.load(output)) {
      assertThat(summarizer.generation().forbiddenTokens()).hasSize(2);
    }
  }

  @Test
  void without_any_the_model_keeps_its_own() {
    Path output = folder.resolve("untold");
    fineTune(output, "--max-target-length=9").succeeds();
    try (Summarizer summarizer = Summarizer.load(output)) {
      assertThat(summarizer.generation())
          .isEqualTo(GenerationOptions.builder().maxNewTokens(9).build());
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("--beams=0", "--beams: expected 1 to 1024, got 0"),
        arguments(
            "--early-stopping=enough",
            "--early-stopping: expected --beams of 2 or more too, without which it does nothing"),
        arguments(
            "--min-new-tokens=129",
            "--min-new-tokens: expected at most --max-target-length, 128, got 129"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_wrong_usage(String flag, String message) {
    Cli run = fineTune(folder.resolve("none"), flag);
    assertThat(run.err().lines())
        .containsExactly("summarizer: " + message, "Try 'summarizer fine-tune --help'.");
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
