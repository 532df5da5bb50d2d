package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.summarizer.GenerationOptions;
import io.summarizer.GenerationOptions.EarlyStopping;
import io.summarizer.LongDocuments;
import io.summarizer.Summarizer;
import io.summarizer.Summary;
import io.summarizer.examples.results.SummaryJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each option of a generation does to the summary of a text, and which are refused. */
class GenerationFlagsTest {
  private static final String ARTICLE =
      "In the yard a red cat sat near a tree. In the yard a green dog sat near a tree.";

  @TempDir static Path folder;
  private static Path model = Path.of("");
  private static Path samplingModel = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    model = new TinyModel(folder).train();
    samplingModel = Files.createDirectory(folder.resolve("sampling"));
    for (String name :
        List.of("config.json", "tokenizer.json", "model.safetensors", "summarizer.json")) {
      Files.copy(model.resolve(name), samplingModel.resolve(name));
    }
    Files.writeString(
        samplingModel.resolve("generation_config.json"),
        "{\"do_sample\": true, \"min_new_tokens\": 4, \"max_new_tokens\": 8}");
  }

  private static Cli summarize(Path model, String flags) {
    List<Object> args = new ArrayList<>(List.of("summarize", "--model", model, "--json"));
    Stream.of(flags.split(" ")).filter(flag -> !flag.isEmpty()).forEach(args::add);
    return Cli.runWithInput(ARTICLE.getBytes(StandardCharsets.UTF_8), args.toArray());
  }

  private static String json(Summary summary) {
    return SummaryJson.of("-", summary).toString();
  }

  private static Arguments flag(String flags, UnaryOperator<GenerationOptions.Builder> options) {
    return arguments(flags, options);
  }

  /** Flags, and the options of the library that they stand for. */
  static Stream<Arguments> flags() {
    return Stream.of(
        flag("--beams 3", b -> b.beams(3)),
        flag("--beams 3 --length-penalty -2", b -> b.beams(3).lengthPenalty(-2)),
        flag(
            "--beams 3 --early-stopping enough",
            b -> b.beams(3).earlyStopping(EarlyStopping.WHEN_ENOUGH)),
        flag(
            "--beams 3 --early-stopping heuristic",
            b -> b.beams(3).earlyStopping(EarlyStopping.HEURISTIC)),
        flag(
            "--beams 3 --early-stopping never", b -> b.beams(3).earlyStopping(EarlyStopping.NEVER)),
        flag("--no-repeat-ngram 1 --min-new-tokens 8", b -> b.noRepeatNgram(1).minNewTokens(8)),
        flag("--repetition-penalty 9.5", b -> b.repetitionPenalty(9.5)),
        flag("--min-new-tokens 9", b -> b.minNewTokens(9)),
        flag("--max-new-tokens 2", b -> b.maxNewTokens(2)),
        flag("--forbid red --forbid green", b -> b.forbiddenWords(List.of("red", "green"))),
        flag("--sample", b -> b.doSample(true)),
        flag("--sample --seed 7", b -> b.doSample(true).seed(7)),
        flag("--sample --temperature 9", b -> b.doSample(true).temperature(9)),
        flag("--sample --temperature 9 --top-k 2", b -> b.doSample(true).temperature(9).topK(2)),
        flag("--sample --temperature 9 --top-p 0.3", b -> b.doSample(true).temperature(9).topP(.3)),
        flag(
            "--sample --temperature 9 --min-p 0.9", b -> b.doSample(true).temperature(9).minP(.9)));
  }

  @ParameterizedTest
  @MethodSource("flags")
  void a_flag_sets_the_option_of_the_library(
      String flags, UnaryOperator<GenerationOptions.Builder> options) {
    try (Summarizer summarizer = Summarizer.load(model)) {
      Summary expected =
          summarizer.summarize(ARTICLE, options.apply(summarizer.generation().toBuilder()).build());
      assertThat(summarize(model, flags).succeeds().out().strip()).isEqualTo(json(expected));
    }
  }

  /** Flags that change the summary of this text, whatever else they do. */
  @ParameterizedTest
  @MethodSource("effects")
  void a_flag_has_an_effect(String flags, String without) {
    assertThat(summarize(model, flags).succeeds().out())
        .isNotEqualTo(summarize(model, without).succeeds().out());
  }

  static Stream<Arguments> effects() {
    return Stream.of(
        arguments("--beams 3 --length-penalty -2", "--beams 3"),
        arguments("--no-repeat-ngram 1 --min-new-tokens 8", "--min-new-tokens 8"),
        arguments("--min-new-tokens 9 --repetition-penalty 9.5", "--min-new-tokens 9"),
        arguments("--min-new-tokens 9", ""),
        arguments("--max-new-tokens 2", ""),
        arguments("--forbid red --forbid green", ""),
        arguments("--sample --temperature 9", "--sample"),
        arguments("--sample --temperature 9 --seed 7", "--sample --temperature 9"),
        arguments("--sample --temperature 9 --top-k 2", "--sample --temperature 9"),
        arguments("--sample --temperature 9 --top-p 0.3", "--sample --temperature 9"),
        arguments("--sample --temperature 9 --min-p 0.9", "--sample --temperature 9"),
        arguments("--prefix x", ""),
        arguments("--max-source-length 9", ""),
        arguments("--max-source-length 16 --long-documents", "--max-source-length 16"));
  }

  @Test
  void what_the_model_reads_is_set_too() {
    try (Summarizer summarizer =
        Summarizer.loader(model)
            .prefix("green ")
            .maxSourceLength(16)
            .longDocuments(LongDocuments.SUMMARIZE_PARTS)
            .batchSize(1)
            .load()) {
      List<Object> args = new ArrayList<>(List.of("summarize", "--model", model, "--json"));
      args.addAll(List.of("--prefix", "green ", "--max-source-length=16", "--long-documents"));
      args.add("--batch-size=1");
      Cli run = Cli.runWithInput(ARTICLE.getBytes(StandardCharsets.UTF_8), args.toArray());
      assertThat(run.succeeds().out().strip()).isEqualTo(json(summarizer.summarize(ARTICLE)));
      assertThat(run.out()).contains("\"used_tokens\":24,\"truncated\":false,\"parts\":2,");
      assertThat(run.err()).isEmpty();
    }
  }

  @Test
  void several_summaries_are_ranked() {
    try (Summarizer summarizer = Summarizer.load(model)) {
      GenerationOptions three =
          summarizer.generation().toBuilder().beams(3).returnedSummaries(3).build();
      List<Summary> expected = summarizer.summaries(ARTICLE, three);
      List<String> lines =
          summarize(model, "--beams 3 --returned 3").succeeds().out().lines().toList();
      assertThat(lines).hasSize(3);
      for (int i = 0; i < 3; i++) {
        assertThat(lines.get(i))
            .isEqualTo(SummaryJson.of("-", expected.get(i)).put("rank", i + 1).toString());
      }
    }
  }

  @Test
  void what_is_asked_for_takes_the_place_of_what_the_model_does_by_itself() {
    try (Summarizer summarizer = Summarizer.load(samplingModel)) {
      GenerationOptions own = summarizer.generation();
      assertThat(own.doSample()).isTrue();
      assertThat(summarize(samplingModel, "--seed 7").succeeds().out().strip())
          .isEqualTo(json(summarizer.summarize(ARTICLE, own.toBuilder().seed(7).build())));
      assertThat(summarize(samplingModel, "--beams 2").succeeds().out().strip())
          .isEqualTo(
              json(
                  summarizer.summarize(ARTICLE, own.toBuilder().doSample(false).beams(2).build())));
      assertThat(summarize(samplingModel, "--max-new-tokens 3").succeeds().out().strip())
          .isEqualTo(
              json(
                  summarizer.summarize(
                      ARTICLE, own.toBuilder().minNewTokens(3).maxNewTokens(3).build())));
    }
  }

  /** Flags and the whole message. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("--beams 0", "--beams: expected 1 to 1024, got 0"),
        arguments("--beams x", "Invalid value for option '--beams': 'x' is not an int"),
        arguments("--returned 0", "--returned: expected 1 to 1024, got 0"),
        arguments("--returned 2", "--returned: expected at most beams, 1, or --sample, got 2"),
        arguments("--length-penalty 1", withoutEffect("--length-penalty", "--beams of 2 or more")),
        arguments("--length-penalty NaN --beams 2", "--length-penalty: expected a number, got NaN"),
        arguments(
            "--early-stopping never", withoutEffect("--early-stopping", "--beams of 2 or more")),
        arguments(
            "--early-stopping true",
            "Invalid value for option '--early-stopping': expected enough, heuristic or never, got"
                + " 'true'"),
        arguments("--no-repeat-ngram -1", "--no-repeat-ngram: expected 0 to 128, got -1"),
        arguments(
            "--repetition-penalty 0", "--repetition-penalty: expected a number above 0, got 0.0"),
        arguments("--min-new-tokens -1", "--min-new-tokens: expected 0 or more, got -1"),
        arguments("--max-new-tokens 0", "--max-new-tokens: expected 1 to 65536, got 0"),
        arguments(
            "--max-new-tokens 4 --min-new-tokens 5",
            "--min-new-tokens: expected at most --max-new-tokens, 4, got 5"),
        arguments("--max-source-length 1", "--max-source-length: expected 2 or more, got 1"),
        arguments("--batch-size 0", "--batch-size: expected 1 or more, got 0"),
        arguments("--forbid=", "--forbid: expected words, got \"\""),
        arguments("--sample --temperature 0", "--temperature: expected a number above 0, got 0.0"),
        arguments("--sample --top-k -1", "--top-k: expected 0 or more, got -1"),
        arguments("--sample --top-p 0", "--top-p: expected a number above 0 to 1, got 0.0"),
        arguments("--sample --min-p 2", "--min-p: expected a number from 0 to 1, got 2.0"),
        arguments(
            "--sample --beams 2",
            "--sample: expected false with beams, of which there are 2, got true"),
        arguments("--temperature 2", withoutEffect("--temperature", "--sample")),
        arguments("--top-k 2", withoutEffect("--top-k", "--sample")),
        arguments("--top-p 0.5", withoutEffect("--top-p", "--sample")),
        arguments("--min-p 0.5", withoutEffect("--min-p", "--sample")),
        arguments("--seed 5", withoutEffect("--seed", "--sample")));
  }

  private static String withoutEffect(String flag, String other) {
    return flag + ": expected " + other + " too, without which it does nothing";
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_wrong_usage(String flags, String message) {
    Cli run = summarize(model, flags);
    assertThat(run.err().lines())
        .containsExactly("summarizer: " + message, "Try 'summarizer summarize --help'.");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }
}
