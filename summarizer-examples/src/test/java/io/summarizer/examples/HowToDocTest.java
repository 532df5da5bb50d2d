package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.Batching;
import io.summarizer.FineTuning;
import io.summarizer.FineTuningResult;
import io.summarizer.LongDocuments;
import io.summarizer.Optimizer;
import io.summarizer.Summarizer;
import io.summarizer.Summary;
import io.summarizer.data.CsvDataset;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/how-to.md; {@link PagesTest} holds the page against it. */
class HowToDocTest {
  @TempDir Path folder;

  @Test
  void the_code_runs() throws IOException {
    TinyModel tiny = new TinyModel(folder);
    Path model = tiny.create();
    StringBuilder rows = new StringBuilder("Story Text;Headline\n");
    for (Example example : TinyModel.examples(20)) {
      rows.append((example.article() + " ").repeat(4))
          .append(';')
          .append(example.id())
          .append('\n');
    }
    Path file = Files.writeString(folder.resolve("stories.csv"), rows);
    assertThat(ownData(file, model, folder.resolve("one")).history()).hasSize(3);
    Dataset train = Dataset.of(TinyModel.examples(8));
    assertThat(memory(model, train, folder.resolve("two")).plan().memory().describe()).isNotEmpty();
    longDocument(model, TinyModel.examples(1).get(0).article());
  }

  private static FineTuningResult ownData(Path file, Path model, Path output) {
    // page begins
    Dataset stories =
        CsvDataset.builder(file)
            .delimiter(';')
            .articleField("Story Text")
            .summaryField("Headline")
            .build()
            .filter(example -> example.article().length() > 100); // any condition
    Split parts = stories.split(0.05, 42); // 5 % for validation; the same article, the same part
    FineTuningResult result =
        Summarizer.fineTune(model)
            .train(parts.train())
            .validation(parts.validation())
            .outputDirectory(output)
            .prefix("headline: ") // instead of "summarize: "; the model remembers it
            .run();
    // page ends
    return result;
  }

  private static FineTuning memory(Path model, Dataset train, Path output) {
    // page begins
    FineTuning run =
        Summarizer.fineTune(model)
            .train(train)
            .outputDirectory(output)
            .batching(Batching.groupedByLength()) // 1. less padding
            .batchSize(4) // 2. smaller batches, four to a step: the same step as 16
            .gradientAccumulation(4)
            .recomputation(true) // 3. computes the inside of blocks twice
            .optimizer(Optimizer.adafactor()) // 4. no moments beside the parameters
            .fitBatchToMemory(true) // and split by itself what is still too large
            .build();
    // page ends
    return run;
  }

  private static void longDocument(Path model, String article) {
    // page begins
    try (Summarizer summarizer =
        Summarizer.loader(model).longDocuments(LongDocuments.SUMMARIZE_PARTS).load()) {
      Summary summary = summarizer.summarize(article);
      System.out.println(summary.text() + " (of " + summary.parts() + " parts)");
    }
    // page ends
  }
}
