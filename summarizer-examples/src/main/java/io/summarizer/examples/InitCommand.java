package io.summarizer.examples;

import io.summarizer.NewModel;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a model with random weights. */
@Command(
    name = "init",
    sortOptions = false,
    description = "Makes a model with random weights, to be trained from scratch.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InitCommand implements Runnable {
  private final Streams streams;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The config.json of a T5, which says how large the model is.")
  private Path config;

  @Option(
      names = "--tokenizer",
      required = true,
      paramLabel = "FILE",
      description = "A tokenizer.json, or the directory of one.")
  private Path tokenizer;

  @Option(
      names = "--seed",
      required = true,
      paramLabel = "N",
      description = "The same seed gives the same weights.")
  private long seed;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The model's directory; empty or not there yet.")
  private Path output;

  InitCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    NewModel model = NewModel.create(config, tokenizer, seed, output);
    streams.print(
        String.format(
            Locale.ROOT, "%s: a new model with %,d parameters", output, model.parameters()));
  }
}
