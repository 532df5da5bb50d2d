package io.summarizer.examples;

import io.summarizer.FineTuning;
import io.summarizer.FineTuningResult;
import io.summarizer.Summarizer;
import io.summarizer.Summary;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.examples.quickstart.FreeDirectory;
import io.summarizer.examples.quickstart.NewsFile;
import io.summarizer.examples.quickstart.NewsGenerator;
import io.summarizer.examples.quickstart.UntrainedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Trains a tiny model from nothing on made-up news, and shows what it has learned. Everything but
 * the making of news and model is what a program would do with a model and files of its own.
 */
@Command(
    name = "quickstart",
    description = {
      "Trains a tiny model on made-up news, in one or two minutes, and shows what it has learned.",
      "Needs no file and no network."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class QuickstartCommand implements Runnable {
  private static final Path DEFAULT_OUTPUT = Path.of("quickstart-output");
  private static final long TRAIN_SEED = 1;
  private static final long VALIDATION_SEED = 2;
  private static final long TEST_SEED = 3;
  private static final int SAMPLES_SHOWN = 2;

  /**
   * How much work there is.
   *
   * @param train articles to learn from
   * @param heldOut articles to evaluate on after each epoch, and as many others at the end
   */
  record Size(int train, int heldOut, int epochs) {
    static final Size FULL = new Size(4000, 200, 4);
  }

  private final Streams streams;
  private final Size size;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Where articles and models go; empty or not there yet. Default: quickstart-output, or"
              + " quickstart-output-2 and so on where that is taken.")
  private @Nullable Path output;

  @Mixin private DeviceOption device;

  QuickstartCommand(Streams streams) {
    this(streams, Size.FULL);
  }

  QuickstartCommand(Streams streams, Size size) {
    this.streams = streams;
    this.size = size;
  }

  @Override
  public void run() {
    Path folder =
        FreeDirectory.create(output == null ? FreeDirectory.like(DEFAULT_OUTPUT) : output);
    List<Example> news = new NewsGenerator(TRAIN_SEED).generate(size.train());
    List<Example> heldOut = new NewsGenerator(VALIDATION_SEED).generate(size.heldOut());
    Path train = NewsFile.write(folder.resolve("train.jsonl"), news);
    Path validation = NewsFile.write(folder.resolve("validation.jsonl"), heldOut);
    Path model = UntrainedModel.write(folder, news, TRAIN_SEED);

    FineTuning.Builder options =
        Summarizer.fineTune(model)
            .train(Dataset.open(train))
            .validation(Dataset.open(validation))
            .outputDirectory(folder.resolve("model"))
            .epochs(size.epochs())
            .batchSize(16)
            .learningRate(2e-3) // high, because the model is tiny and knows nothing
            .warmupSteps(100)
            .maxSourceLength(256)
            .maxTargetLength(48)
            .dropout(0)
            .device(device.device());
    String wayToGoOn =
        String.format(
            Locale.ROOT,
            "give the command fine-tune --resume --model %s --train %s --validation %s --output %s"
                + " --epochs %d --batch-size 16 --learning-rate 2e-3 --warmup-steps 100"
                + " --max-source-length 256 --max-target-length 48 --dropout 0",
            model,
            train,
            validation,
            folder.resolve("model"),
            size.epochs());
    FineTuningResult result = new TrainingSession(streams, options, wayToGoOn).run();

    List<Example> test = new NewsGenerator(TEST_SEED).generate(size.heldOut());
    Path testFile = NewsFile.write(folder.resolve("test.jsonl"), test);
    try (Summarizer summarizer = Summarizer.loader(result.model()).device(device.device()).load()) {
      report(test, summarizer.summarize(test.stream().map(Example::article).toList()));
    }
    streams.print("\nMore of them:\n  summarize --model " + result.model() + " " + testFile);
  }

  private void report(List<Example> test, List<Summary> summaries) {
    streams.print(
        String.format(
            Locale.ROOT, "\nOn %d articles that it has never seen, ROUGE F1 x 100:", test.size()));
    streams.print(Comparison.of(test, summaries).toString());
    for (int i = 0; i < SAMPLES_SHOWN; i++) {
      streams.print("");
      streams.print(Paragraph.of("Article", test.get(i).article()));
      streams.print(Paragraph.of("Reference", test.get(i).summary()));
      streams.print(Paragraph.of("Generated", summaries.get(i).text()));
    }
  }
}
