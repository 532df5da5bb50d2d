package io.summarizer.generate;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What changes the scores of the next tokens, in Hugging Face's order: the repetition penalty, then
 * bans of repeated sequences, of forbidden ones and of an early end. A forced first token overrules
 * them all; {@link #forced} is applied to the tokens chosen.
 */
final class Processors {
  private final SearchSpec spec;
  private final T5Config config;
  private final TokenLoop loop;
  private final Rows rows;
  private final @Nullable Value minNewTokens;
  private final NoRepeatNgram noRepeatNgram;
  private final ForbiddenTokens forbidden;
  private final @Nullable TokenHistory history;

  /**
   * The processors of a loop.
   *
   * @param minNewTokens the tokens before which a summary cannot end, a scalar; null for none
   */
  Processors(SearchSpec spec, T5Config config, TokenLoop loop, @Nullable Value minNewTokens) {
    this.spec = spec;
    this.config = config;
    this.loop = loop;
    this.rows = loop.rows();
    this.minNewTokens = minNewTokens;
    this.noRepeatNgram = new NoRepeatNgram(spec.noRepeatNgram());
    // As with Hugging Face, an end itself cannot be forbidden.
    this.forbidden =
        new ForbiddenTokens(
            spec.forbidden().stream()
                .filter(sequence -> sequence.size() > 1 || !config.isEos(sequence.get(0)))
                .toList());
    int reach = Math.max(noRepeatNgram.reach(), forbidden.reach());
    boolean looksBack =
        spec.noRepeatNgram() > 0
            || spec.repetitionPenalty() != 1
            || !forbidden.sequences().isEmpty();
    this.history = looksBack ? new TokenHistory(loop, reach, config.decoderStartTokenId()) : null;
  }

  /** Logits or log-probabilities, changed: [rows, V]. */
  Value apply(Value scores) {
    Value penalized = spec.repetitionPenalty() == 1 ? scores : penalizeRepetition(scores);
    List<Ban> bans = new ArrayList<>();
    if (spec.noRepeatNgram() > 0) {
      bans.add(noRepeatNgram.ban(history()));
    }
    if (!forbidden.sequences().isEmpty()) {
      bans.addAll(forbidden.bans(loop, history()));
    }
    if (minNewTokens != null) {
      bans.add(banEarlyEnd(minNewTokens));
    }
    return Ban.apply(bans, penalized);
  }

  /** Tokens that came before: a positive score is divided, a negative one multiplied. */
  private Value penalizeRepetition(Value scores) {
    Value came = history().all(); // [rows, tokens]
    Value before = scores.gatherElements(came);
    Value factor = loop.graph().scalar(DataType.FLOAT, spec.repetitionPenalty());
    Value negative = before.lessThan(loop.graph().scalar(DataType.FLOAT, 0));
    return scores.scatter(came, negative.choose(before.times(factor), before.dividedBy(factor)));
  }

  private Ban banEarlyEnd(Value minimum) {
    Value ends = rows.repeat(EndTokens.row(loop.graph(), config)); // [rows, E]
    Value early = Ban.penalties(loop.round().lessThan(minimum)); // a scalar
    return new Ban(ends, early.reshape(Shape.of(Dim.ONE, Dim.ONE)).expandLike(ends));
  }

  /** In the first round {@code inFirst} if there is a forced first token, else {@code chosen}. */
  Value forced(Value inFirst, Value chosen) {
    return spec.forcedFirstToken() == null ? chosen : loop.isFirst().choose(inFirst, chosen);
  }

  /** The forced first token, or any if there is none. */
  Value forcedToken() {
    Integer token = spec.forcedFirstToken();
    return loop.graph().scalar(token == null ? 0 : token);
  }

  private TokenHistory history() {
    return Objects.requireNonNull(history);
  }

  /** Passes what was chosen on to the next round, see {@link TokenHistory#next}. */
  void next(@Nullable Value parents, Value token) {
    if (history != null) {
      history.next(parents, token);
    }
  }
}
