package io.summarizer.examples;

import io.summarizer.examples.rouge.RougeJson;
import io.summarizer.examples.rouge.RougeNotes;
import io.summarizer.examples.rouge.RougeResult;
import io.summarizer.examples.rouge.RougeTable;
import io.summarizer.examples.rouge.ScoredFile;
import io.summarizer.examples.rouge.ScorerOptions;
import io.summarizer.examples.text.TextFile;
import io.summarizer.rouge.Bootstrap;
import io.summarizer.rouge.RougeScorer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores files of generated texts against files of references. */
@Command(
    name = "rouge",
    sortOptions = false,
    customSynopsis = "summarizer rouge [OPTIONS] --predictions=FILE --references=FILE",
    description = {
      "Scores generated texts against references with ROUGE.",
      "Files are UTF-8 with one text per line; line n of one belongs to line n of the others. An"
          + " empty line is an empty text; the line end may be that of Windows."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RougeCommand implements Runnable {
  private static final Path STANDARD_INPUT = Path.of("-");

  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = "--predictions",
      required = true,
      paramLabel = "FILE",
      description = "The generated texts; - for the standard input.")
  private Path predictions;

  @Option(
      names = "--references",
      required = true,
      paramLabel = "FILE",
      description =
          "The texts to compare them with. Given several times, each text has several references.")
  private List<Path> references;

  @Option(
      names = "--delimiter",
      paramLabel = "LINE",
      description =
          "The line between two texts, which may then have several lines themselves. An empty one"
              + " stands for a blank line. Default: each line is a text.")
  private @Nullable String delimiter;

  @Mixin private ScorerOptions scorerOptions;

  @Option(
      names = "--confidence",
      paramLabel = "X",
      description = "The level of the confidence intervals. Default: 0.95.")
  private @Nullable Double confidence;

  @Option(
      names = "--resamples",
      paramLabel = "N",
      description = "The resamples from which intervals and p-values come. Default: 1000.")
  private @Nullable Integer resamples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same resamples. Default: 0.")
  private @Nullable Long seed;

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      description =
          "The texts of another system, B, to be tested against those of --predictions, A.")
  private @Nullable Path compare;

  @Option(names = "--json", description = "Writes a JSON object with all digits.")
  private boolean json;

  RougeCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    if (delimiter != null && delimiter.contains("\n")) {
      throw wrongUsage(
          "--delimiter: expected one line, got line ends too; give the line that stands alone"
              + " between two texts");
    }
    RougeScorer scorer = scorerOptions.scorer();
    Bootstrap bootstrap = bootstrap();
    List<TextFile> referenceFiles =
        references.stream().map(path -> file("--references", path)).toList();
    List<TextFile> systemFiles = new ArrayList<>();
    systemFiles.add(
        predictions.equals(STANDARD_INPUT)
            ? TextFile.standardInput(streams.in())
            : TextFile.at(predictions));
    if (compare != null) {
      systemFiles.add(file("--compare", compare));
    }
    List<ScoredFile> systems =
        systemFiles.stream()
            .map(file -> ScoredFile.of(file, referenceFiles, delimiter, scorer))
            .toList();
    RougeResult result = new RougeResult(systems, bootstrap, delimiter != null);
    streams.print(json ? RougeJson.of(result).toString() : RougeTable.of(result));
    RougeNotes.of(result).forEach(note -> streams.err().println("summarizer: " + note));
  }

  private TextFile file(String option, Path path) {
    if (path.equals(STANDARD_INPUT)) {
      throw wrongUsage(
          option + ": expected a file, got -; only --predictions may be the standard input");
    }
    return TextFile.at(path);
  }

  /** A value that the library refuses is wrong usage here. */
  private Bootstrap bootstrap() {
    try {
      Bootstrap bootstrap = Bootstrap.defaults();
      bootstrap = confidence == null ? bootstrap : bootstrap.level(confidence);
      bootstrap = resamples == null ? bootstrap : bootstrap.resamples(resamples);
      return seed == null ? bootstrap : bootstrap.seed(seed);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(
          String.valueOf(e.getMessage())
              .replace("Bootstrap level", "--confidence")
              .replace("Bootstrap resamples", "--resamples"));
    }
  }

  private ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
