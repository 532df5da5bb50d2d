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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what is compiled and run here. */
class ReadmeTest {
  @TempDir Path folder;

  @Test
  void the_code_runs() throws IOException {
    TinyModel tiny = new TinyModel(folder);
    RougeScores scores =
        code(
            tiny.create(),
            tiny.jsonLines("train.jsonl", 8),
            tiny.jsonLines("validation.jsonl", 4),
            folder.resolve("tuned"),
            TinyModel.examples(1).get(0).article(),
            TinyModel.examples(1).get(0).summary());
    assertThat(scores.rougeLsum().f1()).isBetween(0.0, 1.0);
  }

  @SuppressWarnings("SystemOut") // as a reader would
  private static RougeScores code(
      Path model, Path train, Path validation, Path output, String article, String reference) {
    // README begins
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
      // README ends
      return scores;
    }
  }

  @Test
  void the_readme_shows_this_code() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/summarizer/examples/ReadmeTest.java"));
    String shown =
        source.substring(
            source.indexOf("// README begins\n") + "// README begins\n".length(),
            source.indexOf("      // README ends\n"));
    assertThat(Files.readString(Path.of("../README.md")))
        .contains("```java\n" + shown.stripTrailing().stripIndent() + "\n}\n```");
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
