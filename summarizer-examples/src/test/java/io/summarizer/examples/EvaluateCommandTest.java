package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class EvaluateCommandTest {
  @TempDir Path folder;

  @Test
  void model_standsBesideLeadThree() throws Exception {
    TinyModel tiny = new TinyModel(folder);
    Path data = tiny.jsonLines("data.jsonl", 70);
    Files.writeString(
        data, "{\"article\": \"x\", \"highlights\": \" \"}\n", StandardOpenOption.APPEND);
    Path model = tiny.create();

    Cli table = Cli.run("evaluate", "--model", model, "--data", data).succeeds();
    assertThat(table.out())
        .contains("pairs       70\n", "A           Lead-3\n", "B           " + model + "\n")
        .contains("Mean F1, from 0 to 1:");
    assertThat(table.err())
        .contains("summarizer: 1 rows without an article or a summary were left out");

    JsonNode json =
        new ObjectMapper()
            .readTree(
                Cli.run("evaluate", "--model", model, "--data", data, "--json").succeeds().out());
    assertThat(json.get("count").asInt()).isEqualTo(70);
    assertThat(json.get("predictions").asString()).isEqualTo("Lead-3");
    assertThat(json.get("scores").get("rouge1").get("recall").asDouble()).isGreaterThan(0.9);
    assertThat(json.get("compared").get("predictions").asString()).isEqualTo(model.toString());
  }

  @Test
  void figures_tellWhatTheSummariesAreLike() throws Exception {
    TinyModel tiny = new TinyModel(folder);
    Path data = tiny.jsonLines("data.jsonl", 20);
    Path model = tiny.train();
    String[] flags = {"--max-source-length=13", "--max-new-tokens=5", "--beams=2"};

    Cli table = Cli.run("evaluate", "--model", model, "--data", data, flags[0], flags[1], flags[2]);
    assertThat(table.succeeds().out())
        .containsPattern(
            """

            Summaries, B:
            length      5\\.0 tokens on average, end tokens included
            ended       100\\.0 % by themselves, the others at the limit of tokens
            truncated   20 articles, 100\\.0 %
            time        \\d+\\.\\d seconds, \\d+\\.\\d\\d summaries/s, \\d+\\.\\d tokens/s
            """);
    assertThat(table.err()).isEmpty();

    JsonNode json =
        new ObjectMapper()
            .readTree(
                Cli.run(
                        "evaluate",
                        "--model",
                        model,
                        "--data",
                        data,
                        "--max-new-tokens=4",
                        "--json")
                    .succeeds()
                    .out());
    JsonNode generation = json.get("generation");
    assertThat(generation.propertyNames())
        .containsExactly(
            "mean_tokens",
            "ended_share",
            "truncated_share",
            "seconds",
            "summaries_per_second",
            "tokens_per_second");
    assertThat(generation.get("mean_tokens").asDouble()).isEqualTo(4);
    assertThat(generation.get("ended_share").asDouble()).isZero();
    assertThat(generation.get("truncated_share").asDouble()).isZero();
    double seconds = generation.get("seconds").asDouble();
    assertThat(seconds * generation.get("summaries_per_second").asDouble())
        .isCloseTo(20, within(1e-9));
    assertThat(seconds * generation.get("tokens_per_second").asDouble())
        .isCloseTo(80, within(1e-9));
  }

  @Test
  void theFirstRows_areEnoughIfAskedFor_andSummariesAreKept() throws Exception {
    TinyModel tiny = new TinyModel(folder);
    Path data = folder.resolve("data.jsonl");
    Files.writeString(
        data,
        """
        {"id": "a", "article": "A red cat.", "highlights": ["A cat.", "Red."]}
        {"id": "b", "article": " ", "highlights": "A cat."}
        {"id": "c", "article": "A green dog.", "highlights": "A dog."}
        {"id": "d", "article": "A crow.", "highlights": "A crow."}
        """);
    Path model = tiny.create();
    Path out = folder.resolve("out.jsonl");

    Cli run =
        Cli.run(
            "evaluate",
            "--model",
            model,
            "--data",
            data,
            "--limit=3",
            "--out",
            out,
            "--json",
            "--max-new-tokens=5");

    assertThat(new ObjectMapper().readTree(run.succeeds().out()).get("count").asInt()).isEqualTo(2);
    assertThat(run.err().strip())
        .isEqualTo("summarizer: 1 rows without an article or a summary were left out");
    List<String> summaries =
        Cli.run("summarize", "--model", model, "--json", "--max-new-tokens=5", data)
            .succeeds()
            .out()
            .lines()
            .toList();
    assertThat(Files.readAllLines(out))
        .containsExactly(
            summaries.get(0).replaceFirst("}$", ",\"references\":[\"A cat.\",\"Red.\"]}"),
            summaries.get(2).replaceFirst("}$", ",\"references\":[\"A dog.\"]}"));
  }

  @Test
  void mistakes_areWrongUsage() throws Exception {
    Path model = new TinyModel(folder).create();
    assertMistake(
        Cli.run("evaluate", "--model", model, "--data", "x.csv", "--limit=0"),
        "--limit: expected 1 or more, got 0");
    assertMistake(
        Cli.run("evaluate", "--model", model, "--data", "x.csv", "--beams=0"),
        "--beams: expected 1 to 1024, got 0");
  }

  private static void assertMistake(Cli run, String message) {
    assertThat(run.err().lines())
        .containsExactly("summarizer: " + message, "Try 'summarizer evaluate --help'.");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void dataWithoutUsableRows_isNamed() throws Exception {
    TinyModel tiny = new TinyModel(folder);
    Path data = folder.resolve("blank.jsonl");
    Files.writeString(data, "{\"article\": \"\", \"highlights\": \"\"}\n");

    Cli run = Cli.run("evaluate", "--model", tiny.create(), "--data", data);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "summarizer: "
                + data
                + ": expected at least one row with an article and a summary, but none of 1 has"
                + " both. Check the file and the names of its fields.\n");
  }
}
