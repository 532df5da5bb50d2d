package io.summarizer.examples;

import io.summarizer.GenerationOptions;
import io.summarizer.GenerationOptions.EarlyStopping;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How summaries are searched for: options of every command that generates some. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SearchOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--beams",
      paramLabel = "N",
      description =
          "Beginnings of each summary that are followed at once, of which the best wins; 1 is greedy"
              + " search. Default: the model's own.")
  private @Nullable Integer beams;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description =
          "With beams: the power of a summary's length by which its score is divided. Larger values"
              + " favour longer summaries. Default: the model's own.")
  private @Nullable Double lengthPenalty;

  @Option(
      names = "--early-stopping",
      paramLabel = "WHEN",
      converter = EarlyStoppingConverter.class,
      description =
          "With beams: ends the search as soon as there are enough summaries (enough), when the best"
              + " unfinished one would lose if it ended now (heuristic), or when none could still"
              + " win (never). Default: the model's own.")
  private @Nullable EarlyStopping earlyStopping;

  @Option(
      names = "--no-repeat-ngram",
      paramLabel = "N",
      description =
          "N tokens in a row come at most once in a summary; 0 for any. Default: the model's own.")
  private @Nullable Integer noRepeatNgram;

  @Option(
      names = "--repetition-penalty",
      paramLabel = "X",
      description =
          "By what tokens that came before become less likely; 1 for not at all. Default: the model's"
              + " own.")
  private @Nullable Double repetitionPenalty;

  @Option(
      names = "--min-new-tokens",
      paramLabel = "N",
      description = "Tokens before which a summary cannot end. Default: the model's own.")
  private @Nullable Integer minNewTokens;

  @Option(
      names = "--forbid",
      paramLabel = "WORD",
      description =
          "A word that does not come in a summary, besides the model's own; upper and lower case"
              + " differ. May be given several times.")
  private @Nullable List<String> forbiddenWords;

  /** Sets what was given. */
  GenerationOptions.Builder applyTo(GenerationOptions.Builder builder) {
    GenerationOptions.Builder options = builder;
    options = Given.set(options, beams, GenerationOptions.Builder::beams);
    options = Given.set(options, lengthPenalty, GenerationOptions.Builder::lengthPenalty);
    options = Given.set(options, earlyStopping, GenerationOptions.Builder::earlyStopping);
    options = Given.set(options, noRepeatNgram, GenerationOptions.Builder::noRepeatNgram);
    options = Given.set(options, repetitionPenalty, GenerationOptions.Builder::repetitionPenalty);
    options = Given.set(options, minNewTokens, GenerationOptions.Builder::minNewTokens);
    return Given.set(options, forbiddenWords, GenerationOptions.Builder::forbiddenWords);
  }

  /** Refuses what would have no effect. */
  void check(GenerationOptions options) {
    if (options.beams() == 1) {
      Given.refuse(spec, "--beams of 2 or more", "--length-penalty", "--early-stopping");
    }
  }

  /** Whether any of them was given. */
  boolean isGiven() {
    return Given.any(
        spec,
        "--beams",
        "--length-penalty",
        "--early-stopping",
        "--no-repeat-ngram",
        "--repetition-penalty",
        "--min-new-tokens",
        "--forbid");
  }

  /** Reads the short names of the command line. */
  static final class EarlyStoppingConverter implements ITypeConverter<EarlyStopping> {
    private static final Map<String, EarlyStopping> NAMES =
        Map.of(
            "enough", EarlyStopping.WHEN_ENOUGH,
            "heuristic", EarlyStopping.HEURISTIC,
            "never", EarlyStopping.NEVER);

    @Override
    public EarlyStopping convert(String text) {
      EarlyStopping value = NAMES.get(text);
      if (value == null) {
        throw new TypeConversionException(
            "expected enough, heuristic or never, got '" + text + "'");
      }
      return value;
    }
  }
}
