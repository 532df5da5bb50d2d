package io.summarizer.examples;

import io.summarizer.Evaluation;
import io.summarizer.Summarizer;
import io.summarizer.SummarizerException;
import io.summarizer.Summary;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.examples.rouge.RougeJson;
import io.summarizer.examples.rouge.RougeResult;
import io.summarizer.examples.rouge.RougeTable;
import io.summarizer.examples.rouge.ScoredFile;
import io.summarizer.rouge.Bootstrap;
import io.summarizer.rouge.LeadBaseline;
import io.summarizer.rouge.RougeAggregator;
import io.summarizer.rouge.RougePair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores a model's summaries of a data set beside Lead-3. */
@Command(
    name = "evaluate",
    sortOptions = false,
    description =
        "Summarizes the articles of a data set and scores the summaries with ROUGE, B, beside the"
            + " first three sentences of the articles, A.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class EvaluateCommand implements Runnable {
  /** Summarized together: those of similar length then share a batch. */
  private static final int CHUNK = 64;

  private static final int LEAD = 3;

  private final Streams streams;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A T5 model, a directory in the Hugging Face layout.")
  private Path model;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "A data file, or a pattern such as 'test-*.jsonl.gz'.")
  private String data;

  @Mixin private DataOptions dataOptions;

  @Mixin private DeviceOption device;

  @Option(names = "--json", description = "Writes a JSON object with all digits.")
  private boolean json;

  EvaluateCommand(Streams streams) {
    this.streams = streams;
  }

  /** The scores of the rows so far. */
  private static final class Scores {
    final RougeAggregator model = new RougeAggregator();
    final RougeAggregator leadThree = new RougeAggregator();
    long texts;
    long blank;
  }

  @Override
  public void run() {
    Dataset dataset = dataOptions.open(data);
    Scores scores = new Scores();
    ProgressLine line = new ProgressLine(streams);
    try (Summarizer summarizer = Summarizer.loader(model).device(device.device()).load();
        Stream<Example> rows = dataset.stream()) {
      List<Example> chunk = new ArrayList<>();
      for (Iterator<Example> rest = rows.iterator(); rest.hasNext(); ) {
        Example row = rest.next();
        if (row.article().isBlank() || row.summary().isBlank()) {
          scores.blank++;
        } else {
          chunk.add(row);
        }
        if (chunk.size() == CHUNK || !rest.hasNext()) {
          score(summarizer, chunk, scores);
          chunk.clear();
          line.show(String.format(Locale.ROOT, "%,d summaries", scores.model.count()));
        }
      }
    } finally {
      line.clear();
    }
    print(dataset, scores);
  }

  private static void score(Summarizer summarizer, List<Example> rows, Scores scores) {
    List<Summary> summaries = summarizer.summarize(rows.stream().map(Example::article).toList());
    for (int i = 0; i < rows.size(); i++) {
      List<String> references = rows.get(i).references();
      scores.texts += 1 + references.size();
      scores.model.add(Evaluation.SCORER.score(new RougePair(summaries.get(i).text(), references)));
      scores.leadThree.add(
          Evaluation.SCORER.score(
              new RougePair(LeadBaseline.lead(rows.get(i).article(), LEAD), references)));
    }
  }

  private void print(Dataset dataset, Scores scores) {
    if (scores.model.count() == 0) {
      throw new SummarizerException(
          dataset.name()
              + ": expected at least one row with an article and a summary, but none of "
              + scores.blank
              + " has both. Check the file and the names of its fields.");
    }
    RougeResult result =
        new RougeResult(
            List.of(
                new ScoredFile("Lead-3", scores.leadThree.aggregate(), scores.texts, true),
                new ScoredFile(model.toString(), scores.model.aggregate(), scores.texts, true)),
            Bootstrap.defaults(),
            true);
    streams.print(json ? RougeJson.of(result) : RougeTable.of(result));
    if (scores.blank > 0) {
      streams
          .err()
          .printf(
              Locale.ROOT,
              "summarizer: %,d rows without an article or a summary were left out%n",
              scores.blank);
    }
  }
}
