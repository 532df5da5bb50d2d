package io.summarizer.summarize;

import io.summarizer.Ending;
import io.summarizer.GenerationOptions;
import io.summarizer.LongDocuments;
import io.summarizer.Summary;
import io.summarizer.SummaryListener;
import io.summarizer.generate.Generated;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/** The summaries that a model makes of texts. Safe for use by several threads. */
public final class Summaries {
  private static final List<Summary> OF_BLANK =
      List.of(new Summary("", List.of(), 0, 0, 0, 0, Ending.BLANK_TEXT));

  private final LoadedModel model;
  private final Sources sources;
  private final MergedCalls calls;

  /**
   * Summaries by a model.
   *
   * @param longDocuments how it sees articles that are too long for it
   * @param mergeWindow how long a call for one summary waits for others; 0 for not at all
   */
  public Summaries(LoadedModel model, LongDocuments longDocuments, Duration mergeWindow) {
    this.model = model;
    this.sources =
        switch (longDocuments) {
          case TRUNCATE -> new TruncatedSources(model);
          case SUMMARIZE_PARTS -> new SummarizedParts(model);
        };
    this.calls = new MergedCalls(model, mergeWindow, model.limits().batchSize());
  }

  /**
   * For each text its summaries, the best first; one if it is blank.
   *
   * @throws io.summarizer.error.SummarizerException if the options forbid every summary
   */
  public List<List<Summary>> of(List<String> texts, GenerationOptions options) {
    GenerationOptions inTokens = model.inTokens(options);
    List<Source> read = sources.of(texts, inTokens);
    Iterator<List<Generated>> generated =
        model
            .generate(read.stream().filter(Source::isOpen).map(Source::ids).toList(), inTokens)
            .iterator();
    return read.stream()
        .map(source -> source.isOpen() ? all(source, generated.next()) : finished(source))
        .toList();
  }

  /** One summary, perhaps generated together with those that other threads ask for. */
  public Summary of(String text, GenerationOptions options) {
    GenerationOptions inTokens = model.inTokens(options);
    Source source = source(text, inTokens);
    return source.isOpen()
        ? summary(source, calls.generate(source.ids(), inTokens), Ending.LIMIT)
        : finished(source).get(0);
  }

  /**
   * One summary, which is shown while it is generated; at its end with beams, or if it is put
   * together of those of parts.
   */
  public Summary of(String text, GenerationOptions options, SummaryListener listener) {
    GenerationOptions inTokens = model.inTokens(options);
    Source source = source(text, inTokens);
    TextPieces pieces = new TextPieces(model::text, listener);
    if (!source.isOpen() || options.beams() > 1) {
      Summary summary =
          source.isOpen()
              ? all(source, model.generate(List.of(source.ids()), inTokens).get(0)).get(0)
              : finished(source).get(0);
      pieces.end(summary.text());
      return summary;
    }
    boolean[] stopped = new boolean[1];
    Generated generated =
        model.generate(
            source.ids(),
            inTokens,
            token -> {
              pieces.add(token);
              stopped[0] = listener.stops();
              return !stopped[0];
            });
    Summary summary = summary(source, generated, stopped[0] ? Ending.STOPPED : Ending.LIMIT);
    pieces.end(summary.text());
    return summary;
  }

  private Source source(String text, GenerationOptions inTokens) {
    return sources.of(List.of(text), inTokens).get(0);
  }

  private static List<Summary> finished(Source source) {
    return source.parts() == 0
        ? OF_BLANK
        : source.summaries().stream()
            .map(one -> summary(one.text(), source, one.generated(), Ending.LIMIT))
            .toList();
  }

  private List<Summary> all(Source source, List<Generated> generated) {
    return generated.stream().map(one -> summary(source, one, Ending.LIMIT)).toList();
  }

  /** The summary of a source; without an end token it ended by {@code otherwise}. */
  private Summary summary(Source source, Generated generated, Ending otherwise) {
    return summary(model.text(generated.ids()), source, generated, otherwise);
  }

  private static Summary summary(
      String text, Source source, Generated generated, Ending otherwise) {
    return new Summary(
        text,
        generated.ids().asList(),
        generated.score(),
        source.inputTokens(),
        source.usedTokens(),
        source.parts(),
        generated.ended() ? Ending.END_TOKEN : otherwise);
  }

  /** From now on no call waits for others. */
  public void hurry() {
    calls.hurry();
  }
}
