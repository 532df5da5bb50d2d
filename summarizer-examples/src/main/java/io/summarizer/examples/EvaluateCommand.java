package io.summarizer.examples;

import io.summarizer.Evaluation;
import io.summarizer.Summarizer;
import io.summarizer.data.DataFiles;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import io.summarizer.examples.results.LineFile;
import io.summarizer.examples.results.LineSink;
import io.summarizer.examples.results.SummaryFigures;
import io.summarizer.examples.results.SummaryJson;
import io.summarizer.examples.rouge.RougeJson;
import io.summarizer.examples.rouge.RougeResult;
import io.summarizer.examples.rouge.RougeTable;
import io.summarizer.examples.rouge.ScoredFile;
import io.summarizer.rouge.Bootstrap;
import io.summarizer.rouge.LeadBaseline;
import io.summarizer.rouge.RougeAggregator;
import io.summarizer.rouge.RougePair;
import io.summarizer.rouge.RougeScores;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Scores a model's summaries of a data set beside Lead-3. */
@Command(
    name = "evaluate",
    sortOptions = false,
    description =
        "Summarizes the articles of a data set and scores the summaries with ROUGE, B, beside the"
            + " first three sentences of the articles, A.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class EvaluateCommand implements Runnable {
  private static final int LEAD = 3;

  private final Streams streams;

  @Spec private CommandSpec spec;

  @Mixin private SummarizerOptions options;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "A data file, or a pattern such as 'test-*.jsonl.gz'.")
  private String data;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Evaluates on the first N rows only. Default: all.")
  private @Nullable Long limit;

  @Mixin private DataOptions dataOptions;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to write the summaries, as JSON Lines as the command summarize does, each with its"
              + " references. Default: nowhere.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Writes a JSON object with all digits.")
  private boolean json;

  EvaluateCommand(Streams streams) {
    this.streams = streams;
  }

  /** The scores of the rows so far: three numbers a row and type, no texts. */
  private static final class Scores {
    final RougeAggregator model = new RougeAggregator();
    final RougeAggregator leadThree = new RougeAggregator();
    long texts;
    long leftOut;

    boolean takes(Example row) {
      leftOut += isWhole(row) ? 0 : 1;
      return isWhole(row);
    }

    void add(Summarized summarized) {
      List<String> references = summarized.row().references();
      texts += 1 + references.size();
      model.add(score(summarized.best().text(), references));
      leadThree.add(score(LeadBaseline.lead(summarized.row().article(), LEAD), references));
    }

    private static RougeScores score(String text, List<String> references) {
      return Evaluation.SCORER.score(new RougePair(text, references));
    }
  }

  private static boolean isWhole(Example row) {
    return !row.article().isBlank() && !row.summary().isBlank();
  }

  @Override
  public void run() {
    if (limit != null && limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit: expected 1 or more, got " + limit);
    }
    Summarizer.Loader loader = options.loader(builder -> builder.returnedSummaries(1));
    DataFiles files = dataOptions.files(data);
    Dataset all = files.open();
    Dataset dataset = limit == null ? all : all.limit(limit);
    boolean counts =
        streams.interactive() && files.paths().stream().allMatch(RowCount::canBeReadTwice);
    Scores scores = new Scores();
    try (Stream<Example> rows = dataset.stream()) {
      LineSink sink = out == null ? LineSink.nowhere() : new LineFile(out);
      SummaryRun run = new SummaryRun(streams, sink, true);
      run.run(
          () -> options.load(loader),
          summarizer ->
              run.each(
                  Summarized.one(summarizer, rows.filter(scores::takes)),
                  counts
                      ? RowCount.of(dataset.filter(EvaluateCommand::isWhole))
                      : RowCount.unknown(),
                  summarized -> {
                    scores.add(summarized);
                    sink.println(line(summarized));
                  }));
      print(all, scores, run.figures());
    }
  }

  private static String line(Summarized summarized) {
    ObjectNode object = SummaryJson.of(summarized.row().id(), summarized.best());
    SummaryJson.put(object, "references", summarized.row().references());
    return object.toString();
  }

  private void print(Dataset dataset, Scores scores, SummaryFigures figures) {
    if (figures.summaries() == 0) {
      throw new SummarizerException(
          Remedy.FIX_INPUT,
          dataset.name()
              + ": expected at least one row with an article and a summary, but none of "
              + scores.leftOut
              + " has both. Check the file and the names of its fields.");
    }
    RougeResult result =
        new RougeResult(
            List.of(
                new ScoredFile("Lead-3", scores.leadThree.aggregate(), scores.texts, true),
                new ScoredFile(
                    options.model().toString(), scores.model.aggregate(), scores.texts, true)),
            Bootstrap.defaults(),
            true);
    if (json) {
      ObjectNode object = RougeJson.of(result);
      figures.putInto(object.putObject("generation"));
      streams.print(object.toString());
    } else {
      streams.print(RougeTable.of(result) + "\n\nSummaries, B:\n" + figures.lines());
    }
    if (scores.leftOut > 0) {
      streams
          .err()
          .printf(
              Locale.ROOT,
              "summarizer: %,d rows without an article or a summary were left out%n",
              scores.leftOut);
    }
  }
}
