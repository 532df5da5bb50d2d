package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
