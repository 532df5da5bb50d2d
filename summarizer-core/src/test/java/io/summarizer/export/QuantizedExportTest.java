package io.summarizer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.summarizer.Export;
import io.summarizer.ExportFormat;
import io.summarizer.ExportRefusedException;
import io.summarizer.ExportReport;
import io.summarizer.GenerationOptions;
import io.summarizer.Quantization;
import io.summarizer.Summarizer;
import io.summarizer.Summary;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.model.Checkpoint;
import io.summarizer.rouge.RougeType;
import io.summarizer.text.Tokenizer;
import io.summarizer.text.VocabularyTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Quantized files and the gate. A model of random weights is right by definition where the
 * references are its own summaries: in float32 it scores 1, and every change costs.
 */
class QuantizedExportTest {
  private static final String CONFIG =
      """
      {"model_type": "t5", "vocab_size": %d, "d_model": 32, "d_kv": 8, "d_ff": 64,
       "num_layers": 1, "num_heads": 4, "decoder_start_token_id": 0,
       "tie_word_embeddings": false}""";

  private static final List<String> ARTICLES =
      List.of(
          "In the yard a red cat sat near a tree.",
          "A green dog ran to the river and back again in the rain.",
          "The white crow told the blue fox where the horse was.");

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path model;
  private static Dataset own;

  @BeforeAll
  static void makeModel() throws IOException {
    Path tokenizer =
        VocabularyTrainer.create()
            .minimumCount(1)
            .train(Stream.concat(Stream.of("summarize: "), ARTICLES.stream()).toList())
            .write(shared.resolve("tokenizer"));
    int size;
    try (Tokenizer opened = Tokenizer.builder().file(tokenizer).build()) {
      size = opened.vocabularySize();
    }
    Path config = Files.writeString(shared.resolve("config.json"), CONFIG.formatted(size));
    model = shared.resolve("model");
    Checkpoint.initialize(config, tokenizer, 7, model);
    try (Summarizer summarizer =
        Summarizer.loader(model).generation(own -> own.maxNewTokens(128)).load()) {
      List<Summary> summaries = summarizer.summarize(ARTICLES);
      assertThat(summaries).noneMatch(summary -> summary.text().isBlank());
      own =
          Dataset.of(
              Stream.iterate(0, i -> i + 1)
                  .limit(ARTICLES.size())
                  .map(i -> new Example("" + i, ARTICLES.get(i), summaries.get(i).text()))
                  .toList());
    }
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void eight_bits_take_a_quarter_and_pass_a_gate(ExportFormat format) {
    Export export =
        Summarizer.export(model)
            .format(format)
            .quantize(Quantization.INT8)
            .gate(own, 0.999, RougeType.ROUGE_L)
            .threads(1);
    ExportReport report = export.write(folder.resolve("out"));
    // A quarter, and what scales and zero points take with blocks of 32.
    assertThat(report.weightBytes()).isLessThan(report.fullWeightBytes() * 3 / 10);
    ExportReport.Gate gate = report.gate().orElseThrow();
    assertThat(gate.before()).isEqualTo(1);
    assertThat(gate.articles()).isEqualTo(3);
    assertThat(gate.type()).isEqualTo(RougeType.ROUGE_L);
    assertThat(folder.resolve("out/float32")).doesNotExist();
  }

  @Test
  void export_that_loses_too_much_is_refused_and_leaves_nothing() {
    Path target = folder.resolve("out");
    ExportRefusedException refusal =
        catchThrowableOfType(
            ExportRefusedException.class,
            () -> Summarizer.export(model).quantize(Quantization.INT4).gate(own, 0).write(target));
    double after = refusal.gate().after();
    assertThat(refusal)
        .hasMessage(
            String.format(
                java.util.Locale.ROOT,
                "%s: not written, since quantization costs too much: expected rougeLsum to drop by"
                    + " at most 0.00 points over 3 articles, but it drops by %.2f, from 100.00 to"
                    + " %.2f. Quantize to more bits, not at all, or allow a larger drop",
                target,
                100 * (1 - after),
                100 * after));
    assertThat(after).isLessThan(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refused_export_leaves_what_was_there() throws IOException {
    Path target = Files.createDirectory(folder.resolve("out"));
    Files.writeString(target.resolve("old.txt"), "old");
    Export export =
        Summarizer.export(model).quantize(Quantization.INT4).gate(own, 0).replacing(true);
    assertThatThrownBy(() -> export.write(target)).isInstanceOf(ExportRefusedException.class);
    assertThat(target.resolve("old.txt")).hasContent("old");
  }

  @Test
  void gate_without_quantization_is_refused() {
    assertThatThrownBy(() -> Summarizer.export(model).gate(own, 0.01).write(folder.resolve("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gate: expected quantize with it, since in float32 nothing is lost, got none");
  }

  @Test
  void search_for_files_that_hold_none_is_refused() {
    Export export = Summarizer.export(model).generation(GenerationOptions.defaults());
    assertThatThrownBy(() -> export.write(folder.resolve("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "generation: expected the format SINGLE, the only one that holds a search, got"
                + " OPTIMUM");
  }

  @Test
  void values_are_checked_by_their_setters() {
    Export export = Summarizer.export(model);
    assertThatThrownBy(() -> export.gate(own, 1))
        .hasMessage("maxDrop: expected a number from 0 to below 1, got 1.0");
    assertThatThrownBy(() -> export.gate(own, 0.1, RougeType.parse("rougeS4")))
        .hasMessage("type: expected one of [rouge1, rouge2, rougeL, rougeLsum], got rougeS4");
    assertThatThrownBy(() -> export.threads(0)).hasMessage("threads: expected 1 or more, got 0");
  }

  @Test
  void directory_that_is_not_empty_is_refused() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "text");
    assertThatThrownBy(() -> Summarizer.export(model).write(folder))
        .hasMessage(
            folder
                + ": exists and is not empty; name another directory or ask for it to be"
                + " replaced");
  }
}
