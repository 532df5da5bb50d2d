package io.summarizer.generate;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import io.summarizer.GenerationOptions;
import io.summarizer.graph.Graph;
import io.summarizer.model.T5Config;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.Session;
import java.util.List;
import java.util.Locale;

/**
 * A search with fixed options whose graph is kept in a file. All its inputs but the sources have
 * values by default, which follow from the options.
 */
public final class FileSearch {
  /** Prefix of the inputs that hold the parameters. */
  public static final String PARAMETERS = SearchGraph.PARAMETERS;

  private static final String STRETCHES =
      """
      The rounds are made in stretches, each with only the sources that still go on. ends: int64 \
      [stretches], how many rounds are done after each; widths: int64 [stretches], how many sources \
      it has; numbers: int64 [sum of widths], which of the batch they are. What is collected comes \
      flat: stretch by stretch, round by round, source by source.
      """;

  private final T5Config config;
  private final GenerationOptions options;
  private final SearchSpec spec;

  /**
   * A search.
   *
   * @param options without words: see {@link ForbiddenWords}
   */
  public FileSearch(T5Config config, GenerationOptions options) {
    this.config = config;
    this.options = options;
    this.spec = SearchSpec.of(options);
  }

  /** The graph of a network whose parameters have the given layout. */
  public Graph graph(ParameterLayout layout) {
    return SearchGraph.build(config, layout, Arithmetic.FLOAT32, spec);
  }

  /** The numbers that are inputs, by their names. */
  public ImmutableMap<String, Long> numbers() {
    ImmutableMap.Builder<String, Long> numbers = ImmutableMap.builder();
    numbers.put(SearchGraph.MAX_NEW_TOKENS, (long) options.maxNewTokens());
    if (spec.hasMinimum()) {
      numbers.put(SearchGraph.MIN_NEW_TOKENS, (long) options.minNewTokens());
    }
    return numbers.buildOrThrow();
  }

  /** The vectors that are inputs, by their names. */
  public ImmutableMap<String, float[]> vectors() {
    return spec.beams()
        ? ImmutableMap.of(SearchGraph.NORMS, SearchInputs.norms(options))
        : ImmutableMap.of();
  }

  /** What goes in and comes out, for people who call the graph from elsewhere. */
  public ImmutableMap<String, String> notes() {
    ImmutableMap.Builder<String, String> notes = ImmutableMap.builder();
    notes.put(
        "inputs",
        String.format(
                Locale.ROOT,
                """
        source: int64 [batch, length], token ids of the articles, each with prefix and end token, \
        padded to the longest with any id.
        source_lengths: int64 [batch], how many of them are real.
        max_new_tokens: int64, optional; by default %d. ONNX Runtime's Java interface takes no \
        optional inputs.""",
                options.maxNewTokens())
            + (spec.hasMinimum() ? "\nmin_new_tokens: int64, optional." : "")
            + (spec.beams()
                ? "\nnorms: float32 [max_new_tokens], optional: 1, 2, 3, ... to the power of the"
                    + " length penalty, to be given with another max_new_tokens."
                : "")
            + (spec.draw() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "\nuniforms: float32 [max_new_tokens, batch * %d], random numbers from 0 to below",
                        spec.lanes())
                    + " 1 - 2^-23."));
    notes.put("outputs", spec.beams() ? beamOutputs() : laneOutputs());
    notes.put("search", searchNote());
    return notes.buildOrThrow();
  }

  private String searchNote() {
    String common =
        String.format(
            Locale.ROOT,
            "no_repeat_ngram_size %d, repetition_penalty %s, bad_words_ids %s",
            options.noRepeatNgram(),
            options.repetitionPenalty(),
            options.forbiddenTokens());
    if (spec.beams()) {
      return String.format(
              Locale.ROOT,
              "num_beams %d, length_penalty %s, early_stopping %s, ",
              options.beams(),
              options.lengthPenalty(),
              options.earlyStopping())
          + common;
    }
    return spec.draw() == null ? "greedy, " + common : spec.draw() + ", " + common;
  }

  private String laneOutputs() {
    return STRETCHES
        + String.format(
            Locale.ROOT,
            """
            tokens: int64, of each of these %1$d tokens; those after an end token, %2$s, are \
            padding. With one source and one token, that is one token for each round.
            scores: float32, of each source of each stretch the %1$d sums of the tokens' \
            log-probabilities; the last of a source count.""",
            spec.lanes(),
            Ints.join(" or ", config.eosTokenIds().toArray()));
  }

  private String beamOutputs() {
    return STRETCHES
        + String.format(
            Locale.ROOT,
            """
            tokens and lanes: int64, of each of these the %1$d tokens of its beams, and the beams that \
            they went on from.
            scores: float32, of each source of each stretch the %1$d scores of its finished summaries, \
            from the best down; the last of a source count.
            summaries: int64, likewise, how to read them, or -1 for none. With s, token = \
            divmod(summary, %2$d) and round, beam = divmod(s, %1$d), the last token is token; then, \
            while round > 0: beam0 = beam; round -= 1; the one before it is the token of beam0 in that \
            round; beam = its lane.""",
            spec.lanes(),
            config.vocabSize());
  }

  /**
   * Runs the graph of a file for a batch.
   *
   * @throws io.summarizer.SummarizationInterruptedException if the thread is interrupted
   */
  public List<List<Generated>> run(Session session, List<int[]> sources) {
    // The parameters are in the file.
    try (ParameterBlocks none = new ParameterBlocks(ParameterLayout.of(List.of(), 1))) {
      return new SearchRun(config, spec, options, sources).on(session, none);
    } catch (InterruptedException e) {
      throw Generator.interrupted("no article of " + sources.size(), e);
    }
  }
}
