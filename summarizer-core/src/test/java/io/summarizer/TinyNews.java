package io.summarizer;

import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.model.AtomicDirectory;
import io.summarizer.model.Checkpoint;
import io.summarizer.text.VocabularyTrainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts such as "In the yard a red cat sat near a tree.", and a model that has learned them. */
public final class TinyNews {
  /** The tokens that the model takes, with prefix and end token. */
  public static final int MAX_SOURCE_LENGTH = 48;

  private static final List<String> COLOURS = List.of("red", "green", "blue", "white");
  private static final List<String> ANIMALS = List.of("cat", "dog", "horse", "crow", "fox");

  private TinyNews() {}

  private static String subject(int i) {
    return COLOURS.get(i % COLOURS.size()) + " " + ANIMALS.get(i % ANIMALS.size());
  }

  /** A sentence, one of 20. */
  public static String sentence(int i) {
    return "In the yard a " + subject(i) + " sat near a tree.";
  }

  /** An article of so many sentences about the same. */
  public static String article(int i, int sentences) {
    return IntStream.range(0, sentences)
        .mapToObj(j -> sentence(i))
        .collect(Collectors.joining(" "));
  }

  /** Articles of one to three sentences. */
  public static List<String> articles(int count) {
    return IntStream.range(0, count).mapToObj(i -> article(i, 1 + i % 7 % 3)).toList();
  }

  /** Writes a model of random weights. */
  public static Path untrained(Path folder) {
    try {
      VocabularyTrainer.create()
          .minimumCount(1)
          .train(articles(20).stream().map(text -> text + " A cat. summarize:").toList())
          .write(folder.resolve("tokenizer"));
      Path config = folder.resolve("config.json");
      Files.writeString(
          config,
          """
          {"model_type": "t5", "vocab_size": 120, "d_model": 32, "d_kv": 8, "d_ff": 64,
           "num_layers": 2, "num_heads": 4, "decoder_start_token_id": 0, "dropout_rate": 0.1}""");
      Path model = folder.resolve("model");
      Checkpoint.initialize(config, folder.resolve("tokenizer"), 7, model);
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A model that writes "A red cat." and the like; made once for all tests, in some seconds. */
  public static Path trained() {
    return Trained.MODEL;
  }

  private static final class Trained {
    static final Path MODEL = train();

    private static Path train() {
      try {
        Path folder = Files.createTempDirectory("tiny-news");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return fineTuning(untrained(folder), folder.resolve("trained")).run().model();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void delete(Path folder) {
    try {
      AtomicDirectory.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a model learns them. */
  public static FineTuning.Builder fineTuning(Path model, Path output) {
    List<Example> examples =
        IntStream.range(0, 40)
            .mapToObj(i -> new Example("" + i, article(i, 1 + i % 3), "A " + subject(i) + "."))
            .toList();
    return Summarizer.fineTune(model)
        .train(Dataset.of(examples))
        .outputDirectory(output)
        .batchSize(8)
        .epochs(40)
        .learningRate(4e-3)
        .maxSourceLength(MAX_SOURCE_LENGTH)
        .maxTargetLength(12)
        .dropout(0)
        .threads(1);
  }
}
