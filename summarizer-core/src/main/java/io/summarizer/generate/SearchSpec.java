package io.summarizer.generate;

import io.summarizer.GenerationOptions;
import io.summarizer.GenerationOptions.EarlyStopping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of the options that shapes the graph; the rest goes in with every run, so that options
 * which differ only there share a graph.
 *
 * @param lanes summaries in the making for each source: beams, or samples
 * @param beams whether the lanes compete
 * @param earlyStopping when a search with beams ends
 * @param longerCanWin whether the length penalty favours longer summaries
 * @param hasMinimum whether there are tokens before which a summary cannot end
 * @param noRepeatNgram the length of sequences that come once, or 0
 * @param repetitionPenalty by what tokens that came before become less likely, or 1
 * @param forbidden sequences of tokens that do not come
 * @param forcedFirstToken the first token, or null
 * @param draw how tokens are drawn, or null for the likeliest
 */
record SearchSpec(
    int lanes,
    boolean beams,
    EarlyStopping earlyStopping,
    boolean longerCanWin,
    boolean hasMinimum,
    int noRepeatNgram,
    double repetitionPenalty,
    List<List<Integer>> forbidden,
    @Nullable Integer forcedFirstToken,
    @Nullable Draw draw) {

  /** How tokens are drawn, see the options of these names. */
  record Draw(double temperature, int topK, double topP, double minP) {}

  static SearchSpec of(GenerationOptions options) {
    if (!options.forbiddenWords().isEmpty()) {
      throw new IllegalArgumentException(
          "forbiddenWords: expected none, since the generator knows tokens only, got "
              + options.forbiddenWords()
              + "; turn them into forbiddenTokens with ForbiddenWords.toTokens");
    }
    boolean beams = options.beams() > 1;
    return new SearchSpec(
        beams ? options.beams() : options.returnedSummaries(),
        beams,
        beams ? options.earlyStopping() : EarlyStopping.HEURISTIC,
        beams && options.lengthPenalty() > 0,
        options.minNewTokens() > 0,
        options.noRepeatNgram(),
        options.repetitionPenalty(),
        options.forbiddenTokens(),
        options.forcedFirstToken().isPresent() ? options.forcedFirstToken().getAsInt() : null,
        options.doSample()
            ? new Draw(options.temperature(), options.topK(), options.topP(), options.minP())
            : null);
  }
}
