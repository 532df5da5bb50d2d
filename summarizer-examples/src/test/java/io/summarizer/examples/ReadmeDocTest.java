package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.FineTuningResult;
import io.summarizer.Summarizer;
import io.summarizer.Summary;
import io.summarizer.data.Dataset;
import io.summarizer.rouge.Rouge;
import io.summarizer.rouge.RougeScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of README.md; {@link PagesTest} holds the page against it. */
class ReadmeDocTest {
  @TempDir Path folder;

  @Test
  void the_code_runs() throws IOException {
    TinyModel tiny = new TinyModel(folder);
    Path output = folder.resolve("tuned");
    code(
        tiny.create(),
        tiny.jsonLines("train.jsonl", 8),
        tiny.jsonLines("validation.jsonl", 4),
        output,
        TinyModel.examples(1).get(0).article(),
        TinyModel.examples(1).get(0).summary());
    assertThat(output.resolve("model.safetensors")).exists();
  }

  private static void code(
      Path model, Path train, Path validation, Path output, String article, String reference) {
    // page begins
    FineTuningResult result =
        Summarizer.fineTune(model) // a T5 directory in the Hugging Face layout
            .train(Dataset.open(train)) // CSV, JSON Lines, Parquet, ...
            .validation(Dataset.open(validation))
            .outputDirectory(output)
            .epochs(3)
            .batchSize(8)
            .run();
    result.history().forEach(System.out::println);

    try (Summarizer summarizer = Summarizer.load(result.model())) {
      Summary summary = summarizer.summarize(article);
      RougeScores scores = Rouge.score(summary.text(), reference);
      System.out.println(summary.text() + " ROUGE-L " + scores.rougeL().f1());
    }
    // page ends
  }

  @Test
  void figures_beside_hugging_face_are_those_that_were_measured() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String section = readme.substring(readme.indexOf("## Beside Hugging Face"));
    String measured = Files.readString(Path.of("../PERFORMANCE.md"));
    assertThat(section.lines().filter(line -> line.matches("\\|.*\\d \\|")))
        .hasSize(4)
        .allSatisfy(row -> assertThat(measured).contains(List.of(row.split(" \\| ")).subList(1, 3)))
        .allSatisfy(
            row -> assertThat(measured).contains(row.substring(row.lastIndexOf(" | ") + 3)));
  }

  @Test
  void the_readme_names_every_command() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    assertThat(readme)
        .contains(
            "| `quickstart ",
            "| `fine-tune ",
            "| `summarize ",
            "| `evaluate ",
            "| `export ",
            "| `rouge ",
            "| `audit ",
            "| `doctor ",
            "| `download ",
            "| `init ");
  }
}
