package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.Summarizer;
import io.summarizer.data.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/how-it-works.md; {@link PagesTest} holds the page against it. */
class HowItWorksDocTest {
  @TempDir Path folder;

  @Test
  void the_code_runs() throws IOException {
    Path file = folder.resolve("training.onnx");
    Dataset train = Dataset.of(TinyModel.examples(4));
    write(new TinyModel(folder).create(), train, folder.resolve("output"), file);
    assertThat(file).isNotEmptyFile();
  }

  private static void write(Path model, Dataset train, Path output, Path file) {
    // page begins
    Summarizer.fineTune(model)
        .train(train)
        .outputDirectory(output)
        .build()
        .writeTrainingGraph(file);
    // page ends
  }
}
