package io.summarizer.examples.uses;

import io.summarizer.Summarizer;
import io.summarizer.data.DataException;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Fine-tunes on data of a form of one's own: MODEL FOLDER OUTPUT. Each file of the folder is an
 * article below its headline, which is the summary.
 */
public final class CustomDataset {
  private CustomDataset() {}

  /** Runs the example. */
  public static void main(String[] args) {
    if (args.length != 3) {
      throw new IllegalArgumentException("expected MODEL FOLDER OUTPUT");
    }
    Path folder = Path.of(args[1]);
    Dataset headlines = Dataset.of(args[1], () -> examples(folder));
    Path model =
        Summarizer.fineTune(Path.of(args[0]))
            .train(headlines)
            .outputDirectory(Path.of(args[2]))
            .run()
            .model();
    System.out.println("The model is in " + model);
  }

  /** Reads the files as they are asked for; each call begins anew, in the same order. */
  @SuppressWarnings("StreamResourceLeak") // whoever reads the data set closes it
  private static Stream<Example> examples(Path folder) {
    try {
      return Files.list(folder).sorted().map(CustomDataset::example);
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be listed (" + e + ")", e);
    }
  }

  private static Example example(Path file) {
    try {
      String[] parts = Files.readString(file).split("\\R", 2);
      return new Example(file.getFileName().toString(), parts[parts.length - 1], parts[0]);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read (" + e + ")", e);
    }
  }
}
