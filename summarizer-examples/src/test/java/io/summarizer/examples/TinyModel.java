package io.summarizer.examples;

import io.summarizer.Summarizer;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.examples.quickstart.NewsFile;
import io.summarizer.text.VocabularyTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A model that is trained in seconds, with data for it: which animal of which colour it was. */
public final class TinyModel {
  static final String CONFIG =
      """
      {"model_type": "t5", "vocab_size": 120, "d_model": 32, "d_kv": 8, "d_ff": 64,
       "num_layers": 1, "num_heads": 4, "decoder_start_token_id": 0, "dropout_rate": 0}""";

  private static final List<String> COLOURS = List.of("red", "green", "blue", "white");
  private static final List<String> ANIMALS = List.of("cat", "dog", "horse", "crow", "fox");

  private final Path folder;

  public TinyModel(Path folder) {
    this.folder = folder;
  }

  public static List<Example> examples(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              String subject =
                  COLOURS.get(i % COLOURS.size()) + " " + ANIMALS.get(i % ANIMALS.size());
              return new Example(
                  "" + i, "In the yard a " + subject + " sat near a tree.", "A " + subject + ".");
            })
        .toList();
  }

  Path config() throws IOException {
    return Files.writeString(folder.resolve("config.json"), CONFIG);
  }

  Path tokenizer() {
    return VocabularyTrainer.create()
        .minimumCount(1)
        .train(
            examples(20).stream()
                .map(e -> "summarize: " + e.article() + " " + e.summary())
                .toList())
        .write(folder.resolve("tokenizer"));
  }

  /** A model of random weights, made by the command. */
  public Path create() throws IOException {
    Path model = folder.resolve("model");
    Cli.run(
            "init",
            "--config",
            config(),
            "--tokenizer",
            tokenizer(),
            "--seed",
            7,
            "--output",
            model)
        .succeeds();
    return model;
  }

  /** A model that has learned the examples. */
  public Path train() throws IOException {
    return Summarizer.fineTune(create())
        .train(Dataset.of(examples(20)))
        .outputDirectory(folder.resolve("trained"))
        .epochs(50)
        .batchSize(5)
        .learningRate(5e-3)
        .maxSourceLength(32)
        .maxTargetLength(12)
        .threads(1)
        .run()
        .model();
  }

  /** A file of examples as JSON Lines. */
  public Path jsonLines(String name, int count) {
    return NewsFile.write(folder.resolve(name), examples(count));
  }
}
