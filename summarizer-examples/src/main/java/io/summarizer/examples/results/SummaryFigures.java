package io.summarizer.examples.results;

import io.summarizer.Ending;
import io.summarizer.Summary;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What generated summaries were like, and how long they took. */
public final class SummaryFigures {
  private static final double NANOS = 1e9;

  private long summaries;
  private long tokens;
  private long endedByThemselves;
  private long truncated;
  private long tokensOfTruncated;
  private long tokensSeenOfTruncated;
  private long nanos;

  /** Counts a summary that took so many nanoseconds. */
  public void add(Summary summary, long nanosTaken) {
    summaries++;
    tokens += summary.tokenIds().size();
    endedByThemselves += summary.ending() == Ending.END_TOKEN ? 1 : 0;
    if (summary.truncated()) {
      truncated++;
      tokensOfTruncated += summary.inputTokens();
      tokensSeenOfTruncated += summary.usedTokens();
    }
    nanos += nanosTaken;
  }

  /** How many there were. */
  public long summaries() {
    return summaries;
  }

  /**
   * What to know of articles of which the model did not see all, if there are any.
   *
   * @param inParts whether long ones were summarized in parts
   */
  public Optional<String> truncation(boolean inParts) {
    if (truncated == 0) {
      return Optional.empty();
    }
    String which =
        summaries == 1
            ? "the article was"
            : String.format(Locale.ROOT, "%,d of %,d articles were", truncated, summaries);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s too long: the model saw %s%,d of %,d tokens; %s",
            which,
            inParts ? "" : "the first ",
            tokensSeenOfTruncated,
            tokensOfTruncated,
            inParts
                ? "of the rest even the summaries did not fit into --max-source-length"
                : "--max-source-length sets the limit, --long-documents summarizes all of it"));
  }

  private double seconds() {
    return nanos / NANOS;
  }

  private double share(long part) {
    return summaries == 0 ? 0 : (double) part / summaries;
  }

  private double perSecond(long amount) {
    return nanos == 0 ? 0 : amount / seconds();
  }

  /** Lines for people, below a table of scores. */
  public String lines() {
    return String.format(
        Locale.ROOT,
        """
        length      %.1f tokens on average, end tokens included
        ended       %.1f %% by themselves, the others at the limit of tokens
        truncated   %,d articles, %.1f %%
        time        %.1f seconds, %.2f summaries/s, %.1f tokens/s""",
        share(tokens),
        100 * share(endedByThemselves),
        truncated,
        100 * share(truncated),
        seconds(),
        perSecond(summaries),
        perSecond(tokens));
  }

  /** Puts them into an object, with all digits; shares are 0 to 1. */
  public void putInto(ObjectNode json) {
    json.put("mean_tokens", share(tokens))
        .put("ended_share", share(endedByThemselves))
        .put("truncated_share", share(truncated))
        .put("seconds", seconds())
        .put("summaries_per_second", perSecond(summaries))
        .put("tokens_per_second", perSecond(tokens));
  }
}
