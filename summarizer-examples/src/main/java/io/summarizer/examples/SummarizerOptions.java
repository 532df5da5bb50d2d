package io.summarizer.examples;

import io.summarizer.GenerationOptions;
import io.summarizer.LongDocuments;
import io.summarizer.Precision;
import io.summarizer.Summarizer;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which model is run, and how: options of the commands that summarize. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SummarizerOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A T5 model, a directory in the Hugging Face layout.")
  private Path model;

  @Mixin private GenerationFlags generation;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "What stands before every article. Default: what the model was trained with.")
  private @Nullable String prefix;

  @Option(
      names = "--max-source-length",
      paramLabel = "N",
      description =
          "Tokens of an article, beyond which it is too long. Default: what the model was trained"
              + " with.")
  private @Nullable Integer maxSourceLength;

  @Option(
      names = "--long-documents",
      description =
          "Cuts articles that are too long into parts at ends of sentences, summarizes these, and"
              + " then their summaries. Otherwise the model sees the beginning only.")
  private boolean longDocuments;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description =
          "Articles that are summarized together at most, as far as "
              + Summarizer.DEFAULT_BATCH_TOKENS
              + " tokens hold them. Default: "
              + Summarizer.DEFAULT_BATCH_SIZE
              + ".")
  private @Nullable Integer batchSize;

  @Mixin private DeviceOption device;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      description =
          "The numbers in which matrix products are computed: ${COMPLETION-CANDIDATES}. Default:"
              + " FLOAT32. AUTO is the best the device can; the words may differ a little.")
  private @Nullable Precision precision;

  /** The model, as it was named. */
  Path model() {
    return model;
  }

  /** Whether articles that are too long are summarized in parts. */
  boolean longDocuments() {
    return longDocuments;
  }

  /**
   * How the model is to be loaded. Values that can be checked without it are checked here, before
   * anything is read or written.
   *
   * @param more changes the options further
   * @throws ParameterException if a value is wrong
   */
  Summarizer.Loader loader(UnaryOperator<GenerationOptions.Builder> more) {
    return orWrongUsage(
        () -> {
          GenerationOptions.Builder unused =
              more.apply(generation.applyTo(GenerationOptions.builder()));
          Summarizer.Loader loader = Summarizer.loader(model).device(device.device());
          loader = Given.set(loader, prefix, Summarizer.Loader::prefix);
          loader = Given.set(loader, maxSourceLength, Summarizer.Loader::maxSourceLength);
          loader = Given.set(loader, batchSize, Summarizer.Loader::batchSize);
          loader = Given.set(loader, precision, Summarizer.Loader::precision);
          loader = longDocuments ? loader.longDocuments(LongDocuments.SUMMARIZE_PARTS) : loader;
          return loader.generation(own -> checked(more.apply(generation.applyTo(own))));
        });
  }

  private GenerationOptions.Builder checked(GenerationOptions.Builder options) {
    generation.check(options.build());
    return options;
  }

  /**
   * Loads the model.
   *
   * @throws ParameterException if options do not go together
   */
  Summarizer load(Summarizer.Loader loader) {
    return orWrongUsage(loader::load);
  }

  /** A value that the library refuses is wrong usage here. */
  private <T> T orWrongUsage(Supplier<T> action) {
    try {
      return action.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
