package io.summarizer.examples.quickstart;

import io.summarizer.data.Example;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A generator of made-up news reports with their summaries, small enough in words that a tiny model
 * can learn them from scratch.
 *
 * <p>The facts of a report are drawn from word lists and told in sentences of varied phrasing and
 * order, between asides that name other people, places and numbers. So neither the first sentences
 * nor the most frequent names make the summary: it takes reading. The names combine so freely that
 * reports kept apart from training hold combinations that training has not seen.
 */
public final class NewsGenerator {
  private static final List<Report> KINDS =
      List.of(
          new CompanyEarnings(),
          new CourtRuling(),
          new ElectionResult(),
          new FootballResult(),
          new RoadAccident(),
          new ScienceFinding(),
          new TransportStrike(),
          new WeatherWarning());

  private final long seed;

  /** Creates a generator; equal seeds give equal reports. */
  public NewsGenerator(long seed) {
    this.seed = seed;
  }

  /**
   * Returns the first {@code count} reports of this seed, of all kinds in random order; a larger
   * count continues the same sequence. The ids are {@code news-1}, {@code news-2} and so on.
   *
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public List<Example> generate(int count) {
    List<Story> stories = stories(count);
    return IntStream.range(0, count)
        .mapToObj(
            i -> new Example("news-" + (i + 1), stories.get(i).article(), stories.get(i).summary()))
        .toList();
  }

  /** The reports with the facts behind them. */
  List<Story> stories(int count) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "count must be the number of reports, zero or more, but was " + count);
    }
    var random = new SplittableRandom(seed);
    // Each report has its own generator, so that a change in one kind leaves the others as they
    // are.
    return IntStream.range(0, count).mapToObj(i -> story(random.split())).toList();
  }

  private static Story story(SplittableRandom random) {
    Report kind = KINDS.get(random.nextInt(KINDS.size()));
    return kind.write(new StoryWriter(random));
  }
}
