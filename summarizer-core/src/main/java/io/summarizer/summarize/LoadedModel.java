package io.summarizer.summarize;

import com.google.common.primitives.ImmutableIntArray;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.summarizer.DeviceException;
import io.summarizer.GenerationOptions;
import io.summarizer.Precision;
import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import io.summarizer.generate.ForbiddenWords;
import io.summarizer.generate.Generated;
import io.summarizer.generate.Generator;
import io.summarizer.generate.SummarizationSettings;
import io.summarizer.lifecycle.Opening;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.GenerationConfig;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.network.PrecisionChoice;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.text.TokenIds;
import io.summarizer.text.Tokenizer;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A model in memory: its tokenizer, its weights and its graphs. Safe for use by several threads.
 */
public final class LoadedModel implements AutoCloseable {
  private static final int LONGEST_FORBIDDEN_WORD = 512;

  private final Tokenizer tokenizer;
  private final ParameterBlocks parameters;
  private final Generator generator;
  private final GenerationOptions generation;
  private final Limits limits;
  private final int ownTokens; // those of the prefix and the end token

  /**
   * What is generated together.
   *
   * @param batchSize articles, 1 or more
   * @param batchTokens tokens of these at most, padding included; a longer article goes alone
   */
  public record Limits(int batchSize, int batchTokens) {}

  /**
   * What is used in the place of a model's own settings.
   *
   * @param prefix what stands before every article, or null
   * @param maxSourceLength tokens beyond which an article is too long, or null
   * @param generation makes the options for calls without any out of the model's own
   */
  public record Changes(
      @Nullable String prefix,
      @Nullable Integer maxSourceLength,
      UnaryOperator<GenerationOptions.Builder> generation) {}

  private LoadedModel(
      Tokenizer tokenizer,
      ParameterBlocks parameters,
      Generator generator,
      GenerationOptions generation,
      Limits limits) {
    this.tokenizer = tokenizer;
    this.parameters = parameters;
    this.generator = generator;
    this.generation = generation;
    this.limits = limits;
    this.ownTokens = tokenizer.source("").fullLength();
  }

  /**
   * Loads a model.
   *
   * @throws DeviceException if the device cannot compute in the precision
   */
  public static LoadedModel of(
      Checkpoint checkpoint,
      Changes changes,
      Limits limits,
      Precision precision,
      SessionOptions session) {
    Arithmetic arithmetic = PrecisionChoice.of(precision, session.device());
    GenerationOptions generation =
        changes.generation().apply(GenerationConfig.of(checkpoint).toBuilder()).build();
    try (Opening opening = new Opening()) {
      Tokenizer tokenizer =
          opening.add(
              settings(checkpoint, changes).tokenizer(checkpoint, LONGEST_FORBIDDEN_WORD),
              Tokenizer::close);
      ParameterBlocks parameters =
          opening.add(
              new ParameterBlocks(ParameterLayout.of(checkpoint.parameters(), 1)),
              ParameterBlocks::close);
      parameters.read(checkpoint);
      Generator generator =
          opening.add(
              new Generator(GenerationConfig.network(checkpoint), parameters, arithmetic, session),
              Generator::close);
      LoadedModel model = new LoadedModel(tokenizer, parameters, generator, generation, limits);
      opening.keep();
      return model;
    }
  }

  private static SummarizationSettings settings(Checkpoint checkpoint, Changes changes) {
    SummarizationSettings own = SummarizationSettings.of(checkpoint);
    return new SummarizationSettings(
        changes.prefix() == null ? own.prefix() : changes.prefix(),
        changes.maxSourceLength() == null ? own.maxSourceLength() : changes.maxSourceLength());
  }

  /** The options for calls without any. */
  public GenerationOptions generation() {
    return generation;
  }

  /** What is generated together. */
  public Limits limits() {
    return limits;
  }

  /** The tokens of an article, with prefix and end token, cut to what the model takes. */
  TokenIds tokens(String article) {
    return tokenizer.source(article);
  }

  /** How many tokens a text of an article has, without prefix and end token. */
  int length(String text) {
    return tokenizer.source(text).fullLength() - ownTokens;
  }

  /** How many such tokens the model takes, 1 or more. */
  int room() {
    return tokenizer.maxSourceLength() - ownTokens;
  }

  /** The text of generated tokens. */
  String text(ImmutableIntArray ids) {
    return tokenizer.decode(ids.toArray());
  }

  /** Options as the search knows them: words are tokens. */
  GenerationOptions inTokens(GenerationOptions options) {
    return ForbiddenWords.toTokens(options, tokenizer);
  }

  /**
   * Generates summaries, for each source at least one.
   *
   * @param options without words
   * @throws SummarizerException if the options forbid every summary, or the model computes NaN
   */
  List<List<Generated>> generate(List<int[]> sources, GenerationOptions options) {
    List<List<Generated>> generated =
        generator.generate(parameters, sources, limits.batchSize(), limits.batchTokens(), options);
    generated.forEach(summaries -> summaries.forEach(LoadedModel::requireScore));
    if (generated.stream().anyMatch(List::isEmpty)) {
      if (options.forbiddenTokens().isEmpty() && options.noRepeatNgram() == 0) {
        throw noNumbers();
      }
      throw new SummarizerException(
          Remedy.FIX_INPUT,
          "no summary can be generated with "
              + options
              + ": expected options under which a token can follow every other; forbid less");
    }
    return generated;
  }

  /** Generates one summary and shows its tokens, see {@link Generator}. */
  Generated generate(int[] source, GenerationOptions options, IntPredicate onToken) {
    return requireScore(generator.generate(parameters, source, options, onToken));
  }

  /** Among numbers that are none, every choice is the first token of the vocabulary. */
  @CanIgnoreReturnValue
  private static Generated requireScore(Generated generated) {
    if (Double.isNaN(generated.score())) {
      throw noNumbers();
    }
    return generated;
  }

  private static SummarizerException noNumbers() {
    return new SummarizerException(
        Remedy.FIX_INPUT,
        "the model computes NaN: expected probabilities of tokens; its weights hold NaN or are too"
            + " large for the precision, so take an earlier checkpoint, or float32");
  }

  @Override
  public void close() {
    generator.close();
    parameters.close();
    tokenizer.close();
  }
}
