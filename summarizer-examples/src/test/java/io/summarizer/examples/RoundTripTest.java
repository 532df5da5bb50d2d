package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.data.Example;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** From nothing to summaries: init, fine-tune, summarize. */
class RoundTripTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void a_model_is_made_trained_and_used() throws IOException {
    TinyModel tiny = new TinyModel(folder);
    Path model = tiny.create();
    Path output = folder.resolve("out");
    Path metrics = folder.resolve("results/metrics.jsonl");
    Cli training =
        Cli.run(
                "fine-tune",
                "--model",
                model,
                "--train",
                tiny.jsonLines("train.jsonl", 20),
                "--validation",
                tsv(10),
                "--output",
                output,
                "--epochs=50",
                "--batch-size=5",
                "--learning-rate=5e-3",
                "--max-source-length=32",
                "--max-target-length=12",
                "--threads=1",
                "--metrics",
                metrics)
            .succeeds();
    assertThat(training.err()).isEmpty();
    assertThat(training.out())
        .contains("20 rows read, none dropped")
        .contains("200 of 5 examples, 4 to an epoch; learning rate 0.005")
        .contains("padding     0.0 % of all tokens")
        .contains("\n 50.00  ")
        .endsWith(
            String.join(
                "\n",
                "\nThe model is in " + output + ".",
                "Its course as a page is " + output.resolve("report.html") + ".",
                "Its course as JSON Lines is " + output.resolve("metrics.jsonl") + ".",
                ""));
    assertMetrics(metrics);
    assertSummaries(output);
  }

  private Path tsv(int rows) throws IOException {
    List<Example> examples = TinyModel.examples(rows);
    return Files.writeString(
        folder.resolve("validation.tsv"),
        examples.stream()
            .map(e -> e.article() + "\t" + e.summary())
            .collect(Collectors.joining("\n", "article\thighlights\n", "\n")));
  }

  private static List<JsonNode> events(List<JsonNode> lines, String name) {
    return lines.stream().filter(line -> line.get("event").asString().equals(name)).toList();
  }

  private static void assertMetrics(Path file) throws IOException {
    List<JsonNode> lines = Files.readAllLines(file).stream().map(JSON::readTree).toList();
    assertThat(lines).extracting(line -> line.get("event").asString()).startsWith("start");
    JsonNode first = lines.get(1);
    assertThat(first.propertyNames())
        .containsExactly(
            "event",
            "time",
            "step",
            "epoch",
            "loss",
            "gradient_norm",
            "learning_rate",
            "examples",
            "tokens",
            "skipped");
    assertThat(first.get("step").asInt()).isEqualTo(1);
    assertThat(first.get("epoch").asDouble()).isEqualTo(0.25);
    assertThat(first.get("learning_rate").asDouble()).isEqualTo(5e-3);
    assertThat(first.get("gradient_norm").asDouble()).isPositive();
    assertThat(events(lines, "step")).hasSize(200);
    assertThat(events(lines, "log")).hasSize(20);
    assertThat(events(lines, "evaluation")).hasSize(50);
    assertThat(events(lines, "save")).hasSize(50);
    assertThat(events(lines, "end")).hasSize(1);
    JsonNode last = events(lines, "epoch").get(49);
    assertThat(last.propertyNames())
        .containsExactly(
            "event",
            "time",
            "epoch",
            "step",
            "train_loss",
            "seconds",
            "samples_per_second",
            "padding");
    assertThat(last.get("step").asInt()).isEqualTo(200);
    assertThat(last.get("epoch").asDouble()).isEqualTo(50);
    assertThat(last.get("train_loss").asDouble()).isLessThan(first.get("loss").asDouble() / 4);
    JsonNode generated = events(lines, "evaluation").get(49).at("/evaluation/generated");
    assertThat(generated.at("/rouge/rouge1/f1").asDouble()).isBetween(0.9, 1.0);
    assertThat(generated.get("length").asDouble()).isBetween(4.0, 6.0);
    assertThat(generated.get("samples").size()).isEqualTo(4);
  }

  private static void assertSummaries(Path model) {
    byte[] article = TinyModel.examples(1).get(0).article().getBytes(StandardCharsets.UTF_8);
    Cli text = Cli.runWithInput(article, "summarize", "--model", model).succeeds();
    assertThat(text.out()).isEqualTo("A red cat.\n");
    Cli json = Cli.runWithInput(article, "summarize", "--model", model, "--json").succeeds();
    JsonNode summary = JSON.readTree(json.out());
    assertThat(summary.propertyNames())
        .containsExactly(
            "id",
            "text",
            "token_ids",
            "score",
            "input_tokens",
            "used_tokens",
            "truncated",
            "parts",
            "ending");
    assertThat(summary.get("id").asString()).isEqualTo("-");
    assertThat(summary.get("text").asString()).isEqualTo("A red cat.");
    assertThat(summary.get("token_ids").size()).isEqualTo(5); // A, red, cat, the full stop, the end
    assertThat(summary.get("token_ids").get(4).asInt()).isEqualTo(1);
    assertThat(summary.get("input_tokens").asInt()).isEqualTo(14);
    assertThat(summary.get("used_tokens").asInt()).isEqualTo(14);
    assertThat(summary.get("ending").asString()).isEqualTo("end_token");
  }
}
