package io.summarizer.examples;

import io.summarizer.Summarizer;
import io.summarizer.Summary;
import io.summarizer.data.Example;
import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import io.summarizer.examples.results.LineFile;
import io.summarizer.examples.results.LineSink;
import io.summarizer.examples.results.PrintedLines;
import io.summarizer.examples.results.SummaryFigures;
import io.summarizer.examples.results.SummaryJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Summarizes a text, or the articles of files. */
@Command(
    name = "summarize",
    sortOptions = false,
    description = "Summarizes a text, or each article of files.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SummarizeCommand implements Runnable {
  private final Streams streams;

  @Mixin private SummarizerOptions options;

  @Option(
      names = "--returned",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Summaries of each article, the best first: as many as beams at most, or any number of"
              + " samples. Default: ${DEFAULT-VALUE}.")
  private int returned;

  @Option(
      names = "--lines",
      description = "Takes each line of a text as an article; a blank one has a blank summary.")
  private boolean lines;

  @Mixin private ArticleOptions articleOptions;

  @Option(
      names = "--json",
      description =
          "Writes an object for each summary: id, text, token_ids, score, input_tokens,"
              + " used_tokens, truncated, parts and ending, which is end_token, limit or blank_text;"
              + " with --returned, rank too.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to write the summaries. Until they are all there, they stand in FILE"
              + LineFile.ASIDE
              + ". Default: the standard output.")
  private @Nullable Path out;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Texts in UTF-8, each of which is one article, or data files with one to a row, told by"
              + " their names or --format; patterns such as 'news-*.jsonl.gz'; or - for a text from"
              + " the standard input, which is the default.")
  private List<String> files = List.of();

  SummarizeCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    Summarizer.Loader loader = options.loader(builder -> builder.returnedSummaries(returned));
    Articles articles = new Articles(files, streams.in(), lines, articleOptions);
    Optional<Example> text = articles.singleText(); // read before the model, which takes longer
    try (Stream<Example> rows = text.map(Stream::of).orElseGet(articles.dataset()::stream)) {
      LineSink sink = out == null ? new PrintedLines(streams.out()) : new LineFile(out);
      boolean isWatched = out == null && streams.outInteractive();
      SummaryRun run = new SummaryRun(streams, sink, !isWatched);
      run.run(
          () -> options.load(loader),
          summarizer -> {
            if (text.isPresent() && isWatched && !json && returned == 1) {
              run.show(summarizer, text.get());
            } else {
              run.each(
                  returned == 1
                      ? Summarized.one(summarizer, rows)
                      : Summarized.several(summarizer, rows),
                  streams.interactive() ? articles.count() : RowCount.unknown(),
                  summarized -> write(summarized, sink));
            }
          });
      report(articles, run.figures());
    }
  }

  private void write(Summarized summarized, LineSink sink) {
    for (int i = 0; i < summarized.summaries().size(); i++) {
      Summary summary = summarized.summaries().get(i);
      if (json) {
        ObjectNode object = SummaryJson.of(summarized.row().id(), summary);
        sink.println((returned == 1 ? object : object.put("rank", i + 1)).toString());
      } else {
        sink.println(SummaryRun.oneLine(summary.text()));
      }
    }
  }

  private void report(Articles articles, SummaryFigures figures) {
    if (figures.summaries() == 0) {
      throw new SummarizerException(
          Remedy.FIX_INPUT, articles + ": expected an article to summarize, got none");
    }
    figures
        .truncation(options.longDocuments())
        .ifPresent(note -> streams.err().println("summarizer: " + note));
  }
}
