package io.summarizer.train;

import io.summarizer.FineTuning;
import io.summarizer.Summarizer;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.model.Checkpoint;
import io.summarizer.text.VocabularyTrainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A tiny model, texts for it, and runs of which each takes parts of a second. */
final class TinyRun {
  private static final List<String> COLOURS = List.of("red", "green", "blue", "white");
  private static final List<String> ANIMALS = List.of("cat", "dog", "horse", "crow", "fox");

  private TinyRun() {}

  /** Articles of one to four sentences, such as "A red cat sat near a tree." */
  static List<Example> examples(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              String subject = "a " + COLOURS.get(i % 4) + " " + ANIMALS.get(i % 5);
              String article =
                  IntStream.rangeClosed(0, i * i % 7 % 4)
                      .mapToObj(j -> "In the yard " + subject + " sat near a tree.")
                      .collect(Collectors.joining(" "));
              return new Example("" + i, article, subject + ".");
            })
        .toList();
  }

  /** Writes a model of random weights, with a tokenizer that knows the texts. */
  static Path model(Path folder) {
    try {
      VocabularyTrainer.create()
          .minimumCount(1)
          .train(
              examples(20).stream()
                  .map(e -> e.article() + " " + e.summary() + " summarize: poison")
                  .toList())
          .write(folder.resolve("tokenizer"));
      Path config = folder.resolve("config.json");
      Files.writeString(
          config,
          """
          {"model_type": "t5", "vocab_size": 120, "d_model": 16, "d_kv": 4, "d_ff": 32,
           "num_layers": 1, "num_heads": 4, "decoder_start_token_id": 0, "dropout_rate": 0.1,
           "tie_word_embeddings": false}""");
      Path model = folder.resolve("model");
      Checkpoint.initialize(config, folder.resolve("tokenizer"), 7, model);
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A run on 40 examples, 8 at a time: 15 steps, five to an epoch. */
  static FineTuning.Builder of(Path model, Path output) {
    return Summarizer.fineTune(model)
        .train(Dataset.of(examples(40)))
        .outputDirectory(output)
        .learningRate(3e-3)
        .maxSourceLength(48)
        .maxTargetLength(12)
        .threads(1);
  }

  /** Copies a directory with everything in it. */
  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    return to;
  }

  /** The names of the checkpoints in a directory, the oldest first. */
  static List<String> checkpoints(Path output) throws IOException {
    return names(output).filter(name -> name.startsWith("checkpoint-")).toList();
  }

  /** The names in a directory, as numbers are ordered. */
  static Stream<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .sorted(java.util.Comparator.comparing(String::length).thenComparing(name -> name))
          .toList()
          .stream();
    }
  }
}
