package io.summarizer.examples;

import io.summarizer.GenerationOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a model generates: options of the commands that run one. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class GenerationFlags {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private SearchOptions search;

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      description = "The limit of a summary in tokens. Default: the model's own.")
  private @Nullable Integer maxNewTokens;

  @Option(
      names = "--sample",
      description = "Draws each token at random by its probability, instead of searching.")
  private boolean sample;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description =
          "With --sample: below 1 for likelier tokens, above 1 for less likely ones. Default: the"
              + " model's own.")
  private @Nullable Double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "N",
      description =
          "With --sample: draws among the N likeliest tokens; 0 for all. Default: the model's own.")
  private @Nullable Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "X",
      description =
          "With --sample: draws among the fewest likeliest tokens whose probabilities make X."
              + " Default: the model's own.")
  private @Nullable Double topP;

  @Option(
      names = "--min-p",
      paramLabel = "X",
      description =
          "With --sample: draws among the tokens with X times the likeliest one's probability or"
              + " more. Default: the model's own.")
  private @Nullable Double minP;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "With --sample: the same seed draws the same summaries. Default: "
              + GenerationOptions.DEFAULT_SEED
              + ".")
  private @Nullable Long seed;

  /**
   * A model's own options with what was given in their place. Where its own and what was given do
   * not go together, its own give way: a model that has beams can be told to {@code --sample}.
   *
   * @throws IllegalArgumentException if a value is wrong, or those that were given do not go
   *     together
   */
  GenerationOptions.Builder applyTo(GenerationOptions.Builder own) {
    GenerationOptions.Builder options = search.applyTo(withoutContradictions(own));
    options = Given.set(options, maxNewTokens, GenerationOptions.Builder::maxNewTokens);
    options = sample ? options.doSample(true) : options;
    options = Given.set(options, temperature, GenerationOptions.Builder::temperature);
    options = Given.set(options, topK, GenerationOptions.Builder::topK);
    options = Given.set(options, topP, GenerationOptions.Builder::topP);
    options = Given.set(options, minP, GenerationOptions.Builder::minP);
    return Given.set(options, seed, GenerationOptions.Builder::seed);
  }

  private GenerationOptions.Builder withoutContradictions(GenerationOptions.Builder own) {
    GenerationOptions.Builder options = own;
    if (sample && !Given.any(spec, "--beams")) {
      options = options.beams(1);
    }
    if (!sample && Given.any(spec, "--beams")) {
      options = options.doSample(false);
    }
    int least = own.build().minNewTokens();
    if (maxNewTokens != null && maxNewTokens < least) {
      options = options.minNewTokens(Math.max(0, maxNewTokens));
    }
    return options;
  }

  /**
   * Refuses what would have no effect.
   *
   * @param options what was made of the model's own
   */
  void check(GenerationOptions options) {
    if (!options.doSample()) {
      Given.refuse(spec, "--sample", "--temperature", "--top-k", "--top-p", "--min-p", "--seed");
    }
    search.check(options);
  }
}
