package io.summarizer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.summarizer.generate.SummarizationSettings;
import io.summarizer.report.ModelCard.DataSet;
import io.summarizer.report.ModelCard.HistoryRow;
import io.summarizer.report.ModelCard.Origin;
import io.summarizer.rouge.RougeProfile;
import io.summarizer.rouge.RougeScore;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.RougeType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class ModelCardTest {
  private static final Origin ORIGIN =
      new Origin("t5-small", Optional.of("google-t5/t5-small"), Optional.of("en"));
  private static final SummarizationSettings SETTINGS =
      new SummarizationSettings("summarize: ", 512);
  private static final List<DataSet> DATA =
      List.of(
          new DataSet("training", "train.csv", 12_000),
          new DataSet("validation", "validation.csv", 500));

  private static RougeScores rouge(double rouge1, double rougeLsum) {
    Map<RougeType, RougeScore> scores = new LinkedHashMap<>();
    scores.put(RougeType.ROUGE_1, new RougeScore(0.5, 0.5, rouge1));
    scores.put(RougeType.ROUGE_LSUM, new RougeScore(0.5, 0.5, rougeLsum));
    return new RougeScores(RougeProfile.ROUGE_SCORE, scores, 0);
  }

  private static ModelCard card(Origin origin, String prefix, List<DataSet> data) {
    Map<String, Object> hyperparameters = new LinkedHashMap<>();
    hyperparameters.put("learningRate", 3e-4);
    hyperparameters.put("batchSize", 8);
    hyperparameters.put("outputDirectory", Path.of("/home/alice/news-model"));
    return new ModelCard(
        "news-model",
        origin,
        new SummarizationSettings(prefix, 512),
        data,
        hyperparameters,
        List.of(
            new HistoryRow(
                0.5, 750, OptionalDouble.of(2.5), OptionalDouble.empty(), Optional.empty()),
            new HistoryRow(
                1,
                1500,
                OptionalDouble.of(2.25),
                OptionalDouble.of(2),
                Optional.of(rouge(0.3, 0.25)))),
        Optional.of(rouge(0.31234, 0.27)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> metadata(ModelCard card) {
    String[] parts = card.text().split("(?m)^---$", 3);
    assertThat(parts).hasSize(3);
    assertThat(parts[0]).isEmpty();
    return (Map<String, Object>) new Yaml().load(parts[1]);
  }

  @Test
  void the_whole_card_reads_as_expected() throws IOException {
    try (InputStream expected =
        Objects.requireNonNull(getClass().getResourceAsStream("model-card.md"))) {
      assertThat(card(ORIGIN, SETTINGS.prefix(), DATA).text())
          .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void the_text_does_not_depend_on_the_locale() {
    Locale before = Locale.getDefault();
    String text = card(ORIGIN, SETTINGS.prefix(), DATA).text();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(card(ORIGIN, SETTINGS.prefix(), DATA).text()).isEqualTo(text);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void metadata_is_what_the_hub_reads() {
    Map<String, Object> metadata = metadata(card(ORIGIN, SETTINGS.prefix(), DATA));

    assertThat(metadata)
        .containsEntry("language", "en")
        .containsEntry("base_model", "google-t5/t5-small")
        .containsEntry("library_name", "transformers")
        .containsEntry("pipeline_tag", "summarization")
        .containsEntry("metrics", List.of("rouge"));
    assertThat(metadata.get("model-index"))
        .isEqualTo(
            List.of(
                Map.of(
                    "name",
                    "news-model",
                    "results",
                    List.of(
                        Map.of(
                            "task",
                            Map.of("type", "summarization"),
                            "dataset",
                            Map.of("name", "validation.csv", "type", "validation.csv"),
                            "metrics",
                            List.of(
                                Map.of("type", "rouge", "name", "rouge1 F1 x 100", "value", 31.234),
                                Map.of(
                                    "type",
                                    "rouge",
                                    "name",
                                    "rougeLsum F1 x 100",
                                    "value",
                                    27.0)))))));
  }

  @Test
  void a_name_that_is_hostile_to_yaml_and_markdown_stays_a_name() {
    String name = "---\n\"x\": {*a: !!b [c], # |\ninjected: true <script> ![i](u) `z` | \u2028";
    ModelCard card = card(ORIGIN, SETTINGS.prefix(), List.of(new DataSet("test", name, 1)));

    Map<String, Object> metadata = metadata(card);
    assertThat(metadata).doesNotContainKey("injected").containsKey("model-index");
    assertThat(String.valueOf(metadata.get("model-index"))).contains("name=" + name);
    assertThat(card.text())
        .contains(
            "| test | --- \"x\"&#58; \\{\\*a&#58; \\!\\!b \\[c\\], \\# &#124; injected&#58; true"
                + " &lt;script&gt; \\!\\[i\\](u) \\`z\\` &#124; | 1 |");
  }

  @Test
  void norwegian_is_no_boolean() {
    ModelCard card =
        card(new Origin("x", Optional.empty(), Optional.of("no")), SETTINGS.prefix(), DATA);

    assertThat(metadata(card)).containsEntry("language", "no").doesNotContainKey("base_model");
  }

  @Test
  void directories_of_the_machine_are_left_out() {
    ModelCard card =
        card(
            new Origin("C:\\Users\\alice\\t5", Optional.empty(), Optional.empty()),
            SETTINGS.prefix(),
            List.of(
                new DataSet("training", "/home/alice/train.csv", 1),
                new DataSet("validation", "../alice/validation.csv/", 1)));

    assertThat(card.text())
        .doesNotContain("alice", "Users", "home")
        .contains("fine-tuned from t5.", "| train.csv |", "| validation.csv |", "news-model |");
  }

  @Test
  void a_prefix_cannot_leave_the_python_example() {
    String text = card(ORIGIN, "a\" + x\n```\n# b", DATA).text();

    assertThat(text).contains("tokenizer(\"a\\\" + x\\n```\\n# b\" + article, max_length=512");
  }

  @Test
  void a_card_needs_neither_history_nor_scores() {
    ModelCard card =
        new ModelCard("m", ORIGIN, SETTINGS, List.of(), Map.of(), List.of(), Optional.empty());

    assertThat(metadata(card)).doesNotContainKey("model-index");
    assertThat(card.text()).doesNotContain("epoch", "ROUGE");
  }

  @Test
  void the_java_example_compiles(@TempDir Path folder) throws IOException {
    String text = card(ORIGIN, SETTINGS.prefix(), DATA).text();
    String begin = "```java\n";
    int start = text.indexOf(begin) + begin.length();
    Path source =
        Files.writeString(
            folder.resolve("Example.java"),
            "import io.summarizer.*;\nimport java.nio.file.Path;\n"
                + "class Example { void run(String article) {\n"
                + text.substring(start, text.indexOf("```", start))
                + "}}\n");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path"),
                    source.toString()))
        .isZero();
  }

  @Test
  void wrong_values_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Origin("x", Optional.of("a/b/c"), Optional.empty()))
        .withMessage("ModelCard hubId: expected name or owner/name, got \"a/b/c\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Origin("x", Optional.empty(), Optional.of("english\n")))
        .withMessage(
            "ModelCard language: expected a BCP 47 tag such as en or pt-BR, got \"english\\n\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> card(ORIGIN, SETTINGS.prefix(), List.of()))
        .withMessage(
            "ModelCard dataSets: expected those that the ROUGE scores were measured on, got none");
  }
}
